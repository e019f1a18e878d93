package org.rdylib.loader.stub;

import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The callbacks of a thread. Those that have answered are used again at the same depth. One that threw is its failure's
 * from then on, and another takes its place.
 */
final class Callbacks implements Runnable {

    /** Those that are over, and those of threads that have ended, the longest over first. */
    private static final ConcurrentLinkedQueue<Upcall> OVER = new ConcurrentLinkedQueue<>();

    private @Nullable Upcall[] all = new Upcall[8];
    private int running;

    /** Whether it is known that the thread has any, and {@link #run} is called when it has ended. */
    private boolean watched;

    /** One whose failure is over can be used again, on any thread. */
    static void over(Upcall upcall) {
        OVER.add(upcall);
    }

    /** Begins the next. */
    Upcall next(CallStack stack) {
        int at = running;
        Upcall upcall = at < all.length ? all[at] : null;
        if (upcall == null) {
            upcall = another(at, stack);
        }
        running = at + 1;
        return upcall;
    }

    private Upcall another(int at, CallStack stack) {
        if (!watched) {
            watched = true;
            Ended.CLEANER.register(stack, this);
        }
        Upcall found = OVER.poll();
        Upcall upcall = found == null ? new Upcall() : found;
        if (at >= all.length) {
            all = Arrays.copyOf(all, 2 * at);
        }
        upcall.place(at);
        all[at] = upcall;
        return upcall;
    }

    /** Whether the one at a depth is running what was lent by that number. One that threw is not, though it may not have ended. */
    boolean isRunning(int at, long key) {
        Upcall upcall = at < running ? all[at] : null;
        return upcall != null && upcall.isRunning(key);
    }

    /** Ends the one at a depth, which has answered, and with it those inside that were never ended. */
    void end(int at) {
        if (running != at + 1) {
            forget(at + 1);
        }
        running = at;
    }

    /** Ends the one at a depth, which threw, and with it those inside. */
    void fail(int at) {
        forget(at);
        running = at;
    }

    /** The failure of one is over: it may have ended without {@link #fail}. */
    @SuppressWarnings("ReferenceEquality") // it is that one or another
    void taken(Upcall upcall, int at) {
        if (at < running && all[at] == upcall) {
            fail(at);
        }
    }

    /** One has not ended, and has left what it threw in {@link Lost}: it is over now. */
    @SuppressWarnings("ReferenceEquality") // what was thrown is itself and no other
    void endLost(Throwable thrown) {
        for (int i = running - 1; i >= 0; i--) {
            Upcall upcall = all[i];
            if (upcall != null && upcall.thrown == thrown) {
                upcall.endLost();
                return;
            }
        }
    }

    /** Where the stack was used up, the end of a callback is not reached: it is its failure's. */
    private void forget(int from) {
        for (int i = from; i < running; i++) {
            all[i] = null;
        }
    }

    /** The thread has ended: others have them now. */
    @Override
    public void run() {
        for (int i = 0; i < all.length; i++) {
            Upcall upcall = all[i];
            if (upcall != null && i >= running) {
                OVER.add(upcall);
            }
            all[i] = null;
        }
    }

    /** Made with the first callback: it has a thread of its own. */
    private static final class Ended {
        static final Cleaner CLEANER = Cleaner.create();
    }
}
