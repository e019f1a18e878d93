package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ReenteredClosureException;
import org.rdylib.loader.SpentClosureException;

/**
 * One that is lent to the library for a call, and is called on the thread that makes the call. One is made for each that is
 * lent, so it is small.
 */
final class LentTarget extends HostTarget {

    /** The one that the thread lent before, and has still lent. */
    final @Nullable LentTarget older;

    /** How far the thread's memory for calls was given out then: further than when the call began that it is lent for. */
    final long at;

    /** How many callbacks share it. */
    private int shared;

    private boolean spent;

    /** How many callbacks are around the one that has it alone, or had it last, and that itself. */
    private int depth;

    LentTarget(
            long key, HostType<?> type, Object target, @Nullable Library library, @Nullable LentTarget older, long at) {
        super(key, type, target, library);
        this.older = older;
        this.at = at;
    }

    /**
     * A call of it begins, in the callback of that depth. It is over when that is; one that it shares with others has
     * {@link #endShared} called.
     *
     * @throws ReenteredClosureException if it is a closure that is running already, and may not
     * @throws ObjectBusyException the same of an object
     * @throws SpentClosureException if it may be called once, and has been
     */
    void begin(Callbacks callbacks, int around, HostType.Access access) {
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
}
