package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * The waker that a library's future is polled with: {@code Send + Sync}, {@code wake} is its only slot. A library that keeps
 * it clones it. Woken, it runs something of Java's that does not poll; what was dropped wakes nobody.
 */
final class HostWaker extends HostType<Runnable> {

    /** The only type: all wakers are alike. */
    static final HostWaker TYPE = new HostWaker();

    private HostWaker() {
        super(
                "a waker",
                Runnable.class,
                List.of(Upcalls.stub(
                        MethodHandles.lookup(),
                        Entry.unnoted("woken", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG)),
                        Arena.global())));
    }

    /** One that is lent for a call of {@code poll}; {@link HostTargets#release} ends that. */
    static KeptTarget lend(Runnable wake, Library library) {
        return HostTargets.keep(TYPE, wake, library, Sending.SEND_SYNC, null);
    }

    /** What {@code wake} leads to: whatever happens, nothing is thrown into the library. */
    @SuppressWarnings("unused") // called through the table
    private static void woken(long key) {
        try {
            KeptTarget target = HostTargets.find(key);
            if (target == null || target.type != TYPE) {
                HostTargets.refuse();
                return;
            }
            HostTargets.inside(target.library, () -> {
                TYPE.cast(target.target).run();
                return 0;
            });
        } catch (Throwable _) {
            // To wake does not fail; what could not be woken is found out by whoever waits for it.
        }
    }

    @Override
    boolean isClosure() {
        return false;
    }
}
