package org.rdylib.conformance.plugins;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
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

    /**
     * Waits for ten seconds at most until other threads have made it so. Who wakes a library drops the waker a moment later, when
     * what was woken may be done already.
     */
    public static void await(BooleanSupplier so) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!so.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(1);
        }
    }
}
