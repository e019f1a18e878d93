package org.rdylib.loader.stub;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.internal.ThreadState;

/** The calls that a thread is inside, in both directions, and what they use. */
final class CallStack {

    private static final ThreadLocal<CallStack> CURRENT = ThreadLocal.withInitial(CallStack::new);
    private static final Cleaner CLEANER = Cleaner.create();
    private static final AtomicInteger SERIALS = new AtomicInteger();

    final ThreadState state = ThreadState.current();
    final Thread thread = Thread.currentThread();

    /** The frame of the innermost call into a library, or the one below all. */
    CallFrame top = new CallFrame(this);

    /** Callbacks that are not running, ready to be used. */
    final Upcall.Idle idle = new Upcall.Idle();

    /** The closures and objects that are lent, newest first. */
    @Nullable
    HostTarget lent;

    private int serial;
    private int keys;

    private CallStack() {
        CLEANER.register(this, idle::leave);
    }

    static CallStack current() {
        return CURRENT.get();
    }

    /** A number that no closure had before: it tells the thread in its upper half. */
    long nextKey() {
        if (++keys == 0 || serial == 0) {
            // Serials end after 2^32 threads or 2^64 closures; long before, a stale key of the same number is gone.
            serial = SERIALS.incrementAndGet();
            keys = 1;
        }
        return (long) serial << 32 | Integer.toUnsignedLong(keys);
    }

    /** Whether this thread has given the number to something. */
    boolean isOurs(long key) {
        return (int) (key >>> 32) == serial && Integer.compareUnsigned((int) key, keys) <= 0;
    }

    /** Whether another thread can have given the number to something. */
    boolean isAnothers(long key) {
        int other = (int) (key >>> 32);
        return other != 0 && other != serial && Integer.compareUnsigned(other, SERIALS.get()) <= 0;
    }
}
