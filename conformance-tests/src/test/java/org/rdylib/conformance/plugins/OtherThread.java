package org.rdylib.conformance.plugins;

import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Does something on a thread of its own. */
public final class OtherThread {

    private OtherThread() {}

    /** What comes of {@code action} elsewhere: it throws here what it throws there. */
    public static void run(ThrowingCallable action) throws Throwable {
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                action.call();
            } catch (Throwable t) {
                thrown.set(t);
            }
        });
        thread.join();
        Throwable there = thrown.get();
        if (there != null) {
            throw there;
        }
    }
}
