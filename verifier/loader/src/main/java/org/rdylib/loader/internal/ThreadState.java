package org.rdylib.loader.internal;

import org.jspecify.annotations.Nullable;

/** What a thread has open: its regions and how many calls it is inside. */
public final class ThreadState {

    private static final ThreadLocal<ThreadState> CURRENT = ThreadLocal.withInitial(ThreadState::new);

    final Thread thread = Thread.currentThread();

    /** How many calls into libraries the thread has begun. */
    private long calls;

    /** Which of them is the innermost that is still running; 0 for none. */
    private long innermost;

    /** The region that was opened last and is still open. */
    @Nullable
    ConfinedRegion youngest;

    /** The memory of the thread's regions, once one needs some. */
    private @Nullable Slab slab;

    private ThreadState() {}

    /** The calling thread's. */
    public static ThreadState current() {
        return CURRENT.get();
    }

    Slab slab() {
        Slab existing = slab;
        if (existing == null) {
            existing = new Slab();
            slab = existing;
        }
        return existing;
    }

    /** A call begins; its number is the answer. */
    public long beginCall() {
        calls++;
        innermost = calls;
        return calls;
    }

    /** The innermost call ends, and the one around it goes on; 0 for none. */
    public void endCall(long outer) {
        innermost = outer;
    }

    /** How many calls have been begun so far. */
    long calls() {
        return calls;
    }

    /** Whether one that began after that many calls is still running. */
    boolean isInsideCallAfter(long count) {
        return innermost > count;
    }

    /** Fails on another thread than this state's. */
    @SuppressWarnings("ReferenceEquality") // a thread is itself and no other, whatever its class says
    public void checkThread() {
        if (Thread.currentThread() != thread) {
            throw new WrongThreadException("this belongs to " + thread + ", and is used on " + Thread.currentThread());
        }
    }
}
