package org.rdylib.loader.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What threads are inside of, and what ends only while none is: a library that may be unloaded, the memory of a region
 * that several threads use.
 *
 * <p>To be inside is to have written the gate into a slot of one's own thread, a plain store, and to have found the gate
 * open after that. Whoever ends it says so first, then makes a {@link Handshake} with all threads, and then reads their
 * slots: a thread that wrote before the handshake is seen, and one that looks at the gate after it finds it closing and
 * waits for the outcome.
 *
 * <p>The subclass says what is thrown where it has ended.
 */
public abstract class Gate {

    private static final int OPEN = 0;
    private static final int CLOSING = 1;
    private static final int ENDING = 2;
    private static final int CLOSED = 3;

    /** How long one that ends it waits for threads that are on their way out, or that have yet to see that it closes. */
    private static final long GRACE_NANOS = 2_000_000;

    private static final int SPINS = 200;
    static final long PAUSE_NANOS = 20_000;

    /** More than an {@code int} counts: each region of all threads has one. */
    static final AtomicLong NUMBERS = new AtomicLong();

    /** No other gate has it. */
    final long number = NUMBERS.incrementAndGet();

    private volatile int state = OPEN;
    private volatile @Nullable Thread ender;
    private final ReentrantLock closing = new ReentrantLock();

    /** What to throw where it has ended. */
    protected abstract RuntimeException closed();

    /** Whether it has not ended, as far as can be told without being inside. */
    final boolean isOpen() {
        return state < ENDING;
    }

    /** Fails where it has ended. It may end right afterwards, unless the caller is inside. */
    final void check() {
        int now = state;
        if (now >= ENDING && !isEndedHere(now)) {
            throw closed();
        }
    }

    private boolean isEndedHere(int now) {
        return now == ENDING && Threads.isCurrent(ender);
    }

    /** Whether a thread that has just written its slot is inside without more ado. */
    final boolean isWide() {
        return state == OPEN;
    }

    /**
     * What a thread does that has written its slot and found the gate not open: it takes the slot back while it waits.
     *
     * @param at the slot
     */
    final void enterSlowly(ThreadState thread, int at) {
        int spins = 0;
        while (true) {
            int now = state;
            // Who is inside already is seen by the one that ends it.
            if (now == OPEN || isEndedHere(now) || (now == CLOSING && thread.isInside(this, at))) {
                return;
            }
            thread.leave(at);
            if (now != CLOSING) {
                throw closed();
            }
            pause(++spins);
            thread.write(this);
        }
    }

    private static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Looks for uses that it does not know of itself, while no thread can begin one. */
    @FunctionalInterface
    public interface Uses {

        /** What is in use, each in a few words. */
        List<String> list();
    }

    /**
     * Ends it if no thread is inside, and no other use is found: from then on it refuses everybody else than the calling
     * thread, until {@link #end} is called.
     *
     * @param callbacks whether it is used by a thread that is only inside because what it ends has called Java
     * @return what is in use, in which case it is as open as before; empty also if it had ended already
     */
    final List<String> close(Uses others, boolean callbacks) {
        closing.lock();
        try {
            if (state != OPEN) {
                return List.of();
            }
            List<String> known = others.list();
            if (!known.isEmpty()) {
                return known;
            }
            ender = Thread.currentThread();
            state = CLOSING;
            int outcome = OPEN;
            try {
                List<String> uses = uses(others, callbacks);
                if (uses.isEmpty()) {
                    outcome = ENDING;
                }
                return uses;
            } finally {
                state = outcome;
            }
        } finally {
            closing.unlock();
        }
    }

    /** What is in use after {@link #close}, and before {@link #end}: calls that have been going on, and other uses. */
    final List<String> uses(Uses others) {
        return uses(others, true);
    }

    private List<String> uses(Uses others, boolean callbacks) {
        Handshake.withAllThreads();
        List<String> uses = new ArrayList<>(calls(callbacks));
        uses.addAll(others.list());
        return List.copyOf(uses);
    }

    /** Whether {@link #close} has ended it on this thread, and {@link #end} was not called yet. */
    final boolean isEnding() {
        return isEndedHere(state);
    }

    /** Whether {@link #close} has ended it on another thread, and {@link #end} was not called yet, or is about to do so. */
    final boolean isEndedElsewhere() {
        int now = state;
        return (now == CLOSING || now == ENDING) && !Threads.isCurrent(ender);
    }

    /** Whether {@link #end} was called: until then what it guards is there. */
    final boolean hasEnded() {
        return state == CLOSED;
    }

    /** It could not be ended after all. */
    final void reopen() {
        state = OPEN;
    }

    /** From now on it refuses everybody. */
    final void end() {
        state = CLOSED;
    }

    private List<String> calls(boolean callbacks) {
        long deadline = System.nanoTime() + GRACE_NANOS;
        while (true) {
            List<Thread> inside = ThreadState.inside(this, callbacks);
            if (inside.isEmpty() || inside.stream().anyMatch(Threads::isCurrent) || System.nanoTime() > deadline) {
                return inside.stream()
                        .map(thread -> "a call on "
                                + (Threads.isCurrent(thread) ? "this thread, " : "thread ")
                                + (thread.getName().isEmpty() ? thread : thread.getName()))
                        .toList();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
