package org.rdylib.loader.stub;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ReenteredClosureException;
import org.rdylib.loader.Region;
import org.rdylib.loader.SpentClosureException;
import org.rdylib.loader.StaleClosureException;

/** A closure or an object of Java that a library was lent or given. */
final class HostTarget {

    final long key;
    final HostType<?> type;
    final Object target;
    final @Nullable Library library;
    final @Nullable HostTarget older;
    private final Thread thread = Thread.currentThread();
    private final Sending sending;
    private final @Nullable Region bound;

    /** How many have one that is kept: it is dropped with the last. */
    private final @Nullable AtomicInteger holders;

    /** The callback that has it alone, or had it last. */
    private @Nullable Upcall alone;

    private int shared;

    /** The thread of those that share it, if only one may. */
    private @Nullable Thread sharing;

    private boolean spent;

    /** How many callbacks are around the one that has it alone, or had it last, and that itself: of one that is lent. */
    private int depth;

    /** One that is lent to the library for a call, on the calling thread. */
    HostTarget(long key, HostType<?> type, Object target, @Nullable Library library, @Nullable HostTarget older) {
        this(key, type, target, library, older, Sending.CONFINED, null, null);
    }

    /**
     * One that the library keeps.
     *
     * @param bound ends what it may be called for
     */
    HostTarget(
            long key,
            HostType<?> type,
            Object target,
            @Nullable Library library,
            Sending sending,
            @Nullable Region bound) {
        this(key, type, target, library, null, sending, bound, new AtomicInteger(1));
    }

    private HostTarget(
            long key,
            HostType<?> type,
            Object target,
            @Nullable Library library,
            @Nullable HostTarget older,
            Sending sending,
            @Nullable Region bound,
            @Nullable AtomicInteger holders) {
        this.key = key;
        this.type = type;
        this.target = Objects.requireNonNull(target, () -> type.name() + ": null is passed");
        this.library = library;
        this.older = older;
        this.sending = sending;
        this.bound = bound;
        this.holders = holders;
    }

    /** How many have it, which is kept. */
    AtomicInteger holders() {
        return Objects.requireNonNull(holders, "lent");
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
    void begin(Upcall caller, HostType.Access access) {
        if (bound != null && !bound.isOpen()) {
            throw new StaleClosureException(type.name() + ": called after its lifetime, " + bound + ", has ended");
        }
        if (!Thread.currentThread().equals(thread)
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

    private void beginNow(Upcall caller, HostType.Access access) {
        if (access == HostType.Access.ONCE && spent) {
            throw spent();
        }
        // One that threw is no longer running, though nothing may have been called any more to say so.
        boolean taken = alone != null && alone.thrown == null;
        if (taken || (access != HostType.Access.SHARED && shared > 0)) {
            throw busy(taken);
        }
        if (shared > 0 && !sending.isSync() && !Thread.currentThread().equals(sharing)) {
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

    /**
     * The same of one that is lent, on the thread that lent it, in the callback of that depth. It is over when that is;
     * one that it shares with others has {@link #endShared} called.
     */
    void beginLent(Callbacks callbacks, int around, HostType.Access access) {
        if (access == HostType.Access.ONCE && spent) {
            throw spent();
        }
        boolean taken = depth != 0 && depth <= around && callbacks.isRunning(depth - 1, key);
        if (taken || (access != HostType.Access.SHARED && shared > 0)) {
            throw busy(taken);
        }
        if (access == HostType.Access.SHARED) {
            shared++;
        } else {
            depth = around + 1;
            spent = true;
        }
    }

    void endShared() {
        shared--;
    }

    private SpentClosureException spent() {
        return new SpentClosureException(type.name() + ": called a second time, which FnOnce rules out");
    }

    private RuntimeException busy(boolean taken) {
        return busy(taken ? "while it is running, which has it alone" : "alone while it is running");
    }

    private RuntimeException busy(String why) {
        String message = type.name() + ": called " + why;
        return type.isClosure() ? new ReenteredClosureException(message) : new ObjectBusyException(message);
    }

    /** The call that began with {@link #begin} is over. */
    void end(Upcall caller, HostType.Access access) {
        if (sending == Sending.CONFINED) {
            endNow(caller, access);
        } else {
            synchronized (this) {
                endNow(caller, access);
            }
        }
    }

    private void endNow(Upcall caller, HostType.Access access) {
        if (access == HostType.Access.SHARED) {
            shared--;
        } else if (caller.equals(alone)) {
            alone = null;
        }
    }

    /** It is dropped by the library. */
    void drop() throws Exception {
        if (target instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
