package org.rdylib.loader.stub;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ReenteredClosureException;
import org.rdylib.loader.Region;
import org.rdylib.loader.SpentClosureException;
import org.rdylib.loader.StaleClosureException;
import org.rdylib.loader.internal.Droppable;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.Threads;

/** One that the library keeps, or may use on other threads than the one that lent it. */
final class KeptTarget extends HostTarget implements Droppable {

    private final Thread thread = Thread.currentThread();
    private final Sending sending;
    private final @Nullable Region bound;

    /** How many have it: it is dropped with the last. (More than an {@code int} counts, as in {@link Pieces}.) */
    private final AtomicLong holders = new AtomicLong(1);

    /** The callback that has it alone, or had it last. */
    private @Nullable RunningCallback alone;

    private int shared;

    /** The thread of those that share it, if only one may. */
    private @Nullable Thread sharing;

    private boolean spent;

    /**
     * Gives it.
     *
     * @param bound ends what it may be called for
     */
    KeptTarget(
            long key,
            HostType<?> type,
            Object target,
            @Nullable Library library,
            Sending sending,
            @Nullable Region bound) {
        super(key, type, target, library);
        this.sending = sending;
        this.bound = bound;
    }

    /** How many have it. */
    AtomicLong holders() {
        return holders;
    }

    /**
     * A call of it begins.
     *
     * @throws StaleClosureException if its lifetime has ended
     * @throws WrongThreadException on a thread that may not use it
     * @throws ReenteredClosureException if it is a closure that is running already, and may not
     * @throws ObjectBusyException the same of an object
     * @throws SpentClosureException if it may be called once, and has been
     */
    void begin(RunningCallback caller, HostType.Access access) {
        if (bound != null && !((NativeRegion) bound).isUsable()) {
            throw new StaleClosureException(type.name() + ": called after its lifetime, " + bound + ", has ended");
        }
        if (!Threads.isCurrent(thread)
                && !(access == HostType.Access.SHARED ? sending != Sending.CONFINED : sending.isSend())) {
            throw new WrongThreadException(type.name() + ": called on " + Thread.currentThread() + ", and it is of "
                    + thread + " and not " + (sending.isSync() ? "Send" : "Send or Sync"));
        }
        if (sending == Sending.CONFINED) {
            beginNow(caller, access);
        } else {
            synchronized (this) {
                beginNow(caller, access);
            }
        }
    }

    private void beginNow(RunningCallback caller, HostType.Access access) {
        if (access == HostType.Access.ONCE && spent) {
            throw spent();
        }
        // One that threw is no longer running, though nothing may have been called any more to say so.
        boolean taken = alone != null && alone.thrown == null;
        if (taken || (access != HostType.Access.SHARED && shared > 0)) {
            throw busy(taken);
        }
        if (shared > 0 && !sending.isSync() && !Threads.isCurrent(sharing)) {
            throw busy("while another thread uses it, and it is not Sync");
        }
        if (access == HostType.Access.SHARED) {
            shared++;
            sharing = Thread.currentThread();
        } else {
            alone = caller;
            spent = true;
        }
    }

    /** The call that began with {@link #begin} is over. */
    void end(RunningCallback caller, HostType.Access access) {
        if (sending == Sending.CONFINED) {
            endNow(caller, access);
        } else {
            synchronized (this) {
                endNow(caller, access);
            }
        }
    }

    private void endNow(RunningCallback caller, HostType.Access access) {
        if (access == HostType.Access.SHARED) {
            shared--;
        } else if (caller.equals(alone)) {
            alone = null;
        }
    }

    /** What it is lent for is over: it stays Java's, and refuses. */
    @Override
    public void dropByRegion() {
        HostTargets.forget(this);
    }

    /** It is dropped by the library. */
    void drop() throws Exception {
        if (target instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
