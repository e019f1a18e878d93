package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;
import org.rdylib.loader.internal.Gate;

/** What a callback runs: the closure, function or object that the library means, from when it is found until it is over. */
abstract sealed class RunningCallback permits Upcall {

    /** What the callback threw. Set by generated handlers, and then this call is over. */
    public @Nullable Throwable thrown;

    /** What was kept and is running; null if it was lent. */
    private @Nullable KeptTarget target;

    /**
     * The number of what was lent and is running; 0 for none. (A number, since a garbage collector has to be told of each
     * reference that is stored.)
     */
    private long lent;

    private HostType.Access access = HostType.Access.SHARED;

    /** Whose it is, or that keeps it; null if what is running was lent. */
    @Nullable
    Library library;

    /** Whether there is more to end than what was lent: most have nothing. */
    boolean used;

    /** How many callbacks of the thread are around it. */
    int depth;

    /** From now on it is used inside so many others of a thread. (It must not keep the thread: it is kept for ever.) */
    final void place(int around) {
        depth = around;
    }

    /** A thread of the library's own is in no call, and its callback keeps the library all the same. */
    final void keep(Library calling) {
        used = true;
        library = calling;
        Gate gate = calling.gate();
        if (gate != null) {
            CallStack.current().state.note(gate);
        }
    }

    /** What was kept or lent by that number is running from now on. */
    final <T> T begin(HostType<T> type, long key, HostType.Access how) {
        return HostTargets.isKept(key) ? begin(type, Finding.kept(type, key), how) : beginLent(type, key, how);
    }

    /** The same of what is kept. */
    final <T> T begin(HostType<T> type, KeptTarget found, HostType.Access how) {
        used = true;
        if (found.library != null) {
            keep(found.library);
        }
        found.begin(this, how);
        target = found;
        setAccess(how);
        return type.cast(found.target);
    }

    /** What is lent is found on the thread that lent it, which is inside the library that has it. */
    private <T> T beginLent(HostType<T> type, long key, HostType.Access how) {
        CallStack current = CallStack.current();
        LentTarget found = Finding.lent(current, type, key);
        found.begin(current.callbacks, depth, how);
        lent = key;
        setAccess(how);
        return type.cast(found.target);
    }

    /** A reference is stored only where it changes. */
    private void setAccess(HostType.Access how) {
        if (access != how) {
            access = how;
        }
    }

    /** Whether it is running what was lent by that number. One that threw is not, though it may not have ended. */
    final boolean isRunning(long key) {
        return lent == key && thrown == null;
    }

    /** The library that calls, if it is known. */
    @Nullable
    final Library calling() {
        HostTarget called = lent == 0 ? null : CallStack.current().lent(lent);
        return called == null ? library : called.library;
    }

    /** The library has it no more. */
    final void forgetTarget() {
        if (target != null) {
            HostTargets.forget(target);
        }
    }

    /** It is over. */
    final void endTarget(CallStack current) {
        if (lent != 0) {
            LentTarget ended = access == HostType.Access.SHARED ? current.lent(lent) : null;
            lent = 0;
            if (ended != null) {
                ended.endShared();
            }
        } else if (target != null) {
            KeptTarget ended = target;
            target = null;
            ended.end(this, access);
        }
    }
}
