package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.internal.Droppable;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.Threads;
import org.rdylib.loader.internal.Thrown;

/**
 * How something of a library's is dropped: by who closes it, or by its region, once no call is inside. One thread does it, and
 * no region that it belongs to ends before its destructor is over.
 */
record Dropping(ForeignHandle object) implements Droppable {

    /** Drops it, unless that was done, or its region is about to. */
    void close() {
        Borrows borrows = object.borrows;
        if (borrows.isGone()) {
            return;
        }
        NativeRegion region = object.region;
        int mark = NativeRegion.UNGUARDED;
        if (region.isGuarded() && !region.equals(object.library.region())) {
            try {
                mark = region.enter();
            } catch (RegionClosedException | LibraryClosedException _) {
                return;
            }
        }
        Throwable thrown;
        try {
            LastUse last = borrows.takeLast("closed", false);
            if (!last.isBegun()) {
                Thrown.rethrow(last.thrown());
                return;
            }
            thrown = destroyed(0, last.thrown());
            try {
                object.leaveRegion();
            } catch (RuntimeException | Error released) {
                thrown = Thrown.first(thrown, released);
            }
        } finally {
            NativeRegion.leave(mark);
        }
        object.dropped();
        Thrown.rethrow(thrown);
    }

    /** First all that may use it: that may be older, or belong to other regions. */
    @Override
    public void dropByRegion() {
        Throwable first = object.lent.endAllKept();
        try {
            dropLast();
        } catch (StackOverflowError thrown) {
            if (first != null) {
                Throwable _ = Thrown.first(thrown, first);
            }
            throw thrown;
        } catch (Throwable thrown) { // as in Dependants
            first = Thrown.first(first, thrown);
            if (!object.borrows.isGone()) {
                // Its region ends all the same, and what it borrows with that.
                object.borrows.giveAway(Use.ENDED);
            }
        }
        Thrown.rethrow(first);
    }

    private void dropLast() {
        LastUse last = object.borrows.takeLast("closed", true);
        Throwable thrown = last.thrown();
        if (last.isBegun()) {
            if (object.isLost()) {
                object.borrows.giveAway(Use.ENDED);
                object.destroyed();
            } else {
                thrown = destroyed(Use.ENDED, thrown);
            }
            object.dropped();
        }
        Thrown.rethrow(thrown);
    }

    private @Nullable Throwable destroyed(int how, @Nullable Throwable first) {
        Throwable thrown = destroy(how);
        return thrown == null ? first : Thrown.first(first, thrown);
    }

    /**
     * Its last use: what was lent to it can be given back then, whatever its destructor has thrown, which is the answer.
     *
     * @param how it has come to that, as in {@link Borrows#giveAway}
     */
    private @Nullable Throwable destroy(int how) {
        Borrows borrows = object.borrows;
        CallFrame frame;
        try {
            frame = object.library.open(borrows.isOwnThread() ? object.stack : CallStack.current());
        } catch (RuntimeException | Error thrown) {
            borrows.dropFailed();
            throw thrown;
        }
        borrows.giveAway(how);
        Throwable thrown = null;
        try {
            object.destroy();
        } catch (RuntimeException | Error failed) {
            thrown = failed;
        }
        Throwable calledBack = frame.takeFailed();
        if (calledBack != null) {
            thrown = Thrown.first(thrown, calledBack);
        }
        object.destroyed();
        try {
            frame.close();
        } catch (RuntimeException | Error failed) {
            thrown = Thrown.first(thrown, failed);
        }
        return thrown;
    }

    @Override
    public boolean isForeign() {
        return true;
    }

    @Override
    public boolean isUsedBesides(Thread closer) {
        Borrows borrows = object.borrows;
        Thread dropper = borrows.dropper().orElse(closer);
        return (!Threads.areSame(dropper, closer) && dropper.isAlive()) || borrows.isUsedBesides(closer);
    }

    @Override
    public boolean isDroppedElsewhere() {
        return object.borrows.isDroppedElsewhere();
    }

    @Override
    public boolean isInUse(long call) {
        return object.borrows.isInUse(call);
    }

    @Override
    public boolean isSend() {
        return object.terms.isSend();
    }

    @Override
    public boolean isAwaited() {
        return !object.isLost() && (object.isAwaited() || object.borrows.isLentToAwaited());
    }

    @Override
    public String toString() {
        return object.toString();
    }
}
