package org.rdylib.loader.stub;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.internal.LoanRegion;
import org.rdylib.loader.internal.Threads;
import org.rdylib.loader.stub.Lendings.Ending;

/**
 * Who uses an object of a library: Rust's rules, kept at run time. Many may share it, or one have it alone, the one that drops
 * it last of all; a use begins once all has ended that the object has lent, and that conflicts with it, {@link Lendings}.
 */
final class Borrows {

    private final ForeignHandle object;
    private final Lendings lent;
    private final CallStack maker;
    private final Sending sending;
    private final Terms.Kind kind;

    /** The thread that uses it, if only one at a time may, or that drops it. */
    private @Nullable Thread user;

    /**
     * Those of an object that nobody uses.
     *
     * @param watched whether a use has to ask more than this: its thread's and its library's are all others need
     */
    Borrows(ForeignHandle object, CallStack maker, Sending sending, Terms.Kind kind, boolean watched) {
        this.object = object;
        object.use = (watched || sending != Sending.CONFINED ? Use.WATCHED : 0)
                | (object.terms.holder().isAlone() ? 0 : Use.NEVER_ALONE)
                | (object.library.gate() == null ? 0 : Use.GATED);
        this.lent = object.lent;
        this.maker = maker;
        this.sending = sending;
        this.kind = kind;
    }

    boolean isConfined() {
        return sending == Sending.CONFINED;
    }

    /** The only thread that may drop it; empty if any may. */
    Optional<Thread> dropper() {
        return sending.isSend() ? Optional.empty() : Optional.of(maker.thread);
    }

    /**
     * What keeps a thread that may drop it from doing so: something borrowed from it on another thread, or in a call that is
     * running on this one; or that is being dropped, or the object is. What uses it is dropped before it, and two threads that
     * wait in destructors for one another's would wait for ever: so who comes second to that is refused.
     */
    boolean isUsedBesides(Thread closer) {
        synchronized (lent) {
            if (isDropping()) {
                return true;
            }
        }
        return lent.isUsedBesides(closer);
    }

    /** Whether another thread is dropping it. */
    boolean isDroppedElsewhere() {
        synchronized (lent) {
            return isDropping() && !Threads.isCurrent(user);
        }
    }

    /** Fails on another thread than its own. */
    void checkConfined() {
        if (!maker.state.isCurrent()) {
            throw object.wrongThread(maker.thread);
        }
    }

    /** Whether the calling thread is its own; one that has ended may have left it to another to drop. */
    boolean isOwnThread() {
        return Threads.isCurrent(maker.thread);
    }

    private boolean isAlone() {
        return (object.use & Use.ALONE) != 0;
    }

    private boolean isShared() {
        return Use.isShared(object.use);
    }

    /**
     * Whether its own thread is inside a call of it, or of what borrows from it.
     *
     * @param call the innermost that may have been given what it has lent
     */
    boolean isInUse(long call) {
        return isConfined() && !isDropped() && (isAlone() || isShared() || lent.isHeldBy(call));
    }

    /** Begins a use beside which there may be others. */
    void share(String what) {
        share(what, LoanRegion.RUNNING);
    }

    /**
     * The same inside a call that is being passed its arguments.
     *
     * @param around the number of the call around that one
     */
    void share(String what, long around) {
        if (isConfined()) {
            checkConfined();
        }
        for (Ending first = tryShare(what, around); !first.isNothing(); first = tryShare(what, around)) {
            lent.end(first);
        }
    }

    /** Begins a use beside which there may be others, unless something is to be ended before. */
    private Ending tryShare(String what, long around) {
        if (isConfined()) {
            return shareNow(what, around);
        }
        synchronized (lent) {
            if (isShared() && !sending.isSync() && !Threads.isCurrent(user)) {
                throw object.busy("is " + what + " while another thread uses it, and is not Sync");
            }
            if (!sending.isSync()) {
                checkUnusedElsewhere(what);
            }
            Ending first = shareNow(what, around);
            if (first.isNothing()) {
                user = Thread.currentThread();
            }
            return first;
        }
    }

    /**
     * Rust has no `&H` on two threads unless H is Sync: `&H` is not Send otherwise, nor is what has one. So nothing that is not
     * Send may be made of the object on one thread, and be there, while another shares it. All else may: what is Send could
     * have been moved there from this thread, which keeps its `&H`; and so could `&str`, `&[u8]`, and what else is read as
     * plain data, in which nothing changes that is lent.
     */
    private void checkUnusedElsewhere(String what) {
        if (lent.isUsedElsewhere()) {
            throw object.busy("is " + what
                    + " while another thread has what borrows from it and is not Send; it is not Sync, so that"
                    + " is to be closed first");
        }
    }

    private Ending shareNow(String what, long around) {
        checkDropped();
        if (isAlone()) {
            throw object.busy("is " + what + " inside "
                    + switch (kind) {
                        case OBJECT -> "one of its own &mut self calls";
                        case CLOSURE, FUTURE -> "one of its own calls";
                        case OPAQUE -> "a call that has it alone";
                    });
        }
        Ending first = lent.claimToShare(what, around);
        if (first.isNothing()) {
            object.use += Use.SHARED;
        }
        return first;
    }

    /** Begins a use beside which there is no other. */
    void take(String what) {
        take(what, LoanRegion.RUNNING);
    }

    /**
     * The same inside a call that is being passed its arguments.
     *
     * @param around the number of the call around that one
     */
    void take(String what, long around) {
        if (!sending.isSend()) {
            checkConfined();
        }
        for (Ending first = tryTake(what, around); !first.isNothing(); first = tryTake(what, around)) {
            lent.end(first);
        }
    }

    /** Begins a use beside which there is no other, unless something is to be ended before. */
    private Ending tryTake(String what, long around) {
        if (isConfined()) {
            return takeNow(what, around);
        }
        synchronized (lent) {
            return takeNow(what, around);
        }
    }

    private Ending takeNow(String what, long around) {
        checkDropped();
        checkIdle(what);
        Ending first = lent.claimToTake(what, around);
        if (first.isNothing()) {
            object.use |= Use.ALONE;
        }
        return first;
    }

    private void checkIdle(String what) {
        if (isAlone() || isShared()) {
            throw object.busy("is " + what + " inside "
                    + (kind == Terms.Kind.OPAQUE ? "a call that it is passed to" : "one of its own calls"));
        }
    }

    /** Whether a future of this thread's that somebody waits for borrows from it. */
    boolean isLentToAwaited() {
        if (isConfined()) {
            return lent.isAwaited();
        }
        synchronized (lent) {
            return lent.isAwaited();
        }
    }

    /** Ends a use. */
    void end(boolean alone) {
        if (isConfined()) {
            endNow(alone);
        } else {
            synchronized (lent) {
                endNow(alone);
            }
        }
    }

    private void endNow(boolean alone) {
        object.use = Use.ended(object.use, alone);
    }

    /**
     * Begins its last use, in which it is dropped, whatever dropping what borrows from it throws.
     *
     * @param byRegion whether its region has seen to it that nobody uses it: if another thread is dropping it all the same,
     *     this returns when that is over, since what its destructor uses is dropped next
     */
    LastUse takeLast(String what, boolean byRegion) {
        Throwable thrown = null;
        Optional<Ending> first = tryTakeLast(what, byRegion);
        while (first.isPresent() && !first.get().isNothing()) {
            thrown = lent.end(first.get(), thrown);
            first = tryTakeLast(what, byRegion);
        }
        return LastUse.of(first.isPresent(), thrown);
    }

    private Optional<Ending> tryTakeLast(String what, boolean byRegion) {
        if (isConfined() && isOwnThread()) {
            return takeLastNow(what, byRegion);
        }
        synchronized (lent) {
            if (byRegion) {
                awaitDropper();
            }
            return takeLastNow(what, byRegion);
        }
    }

    private Optional<Ending> takeLastNow(String what, boolean byRegion) {
        if (isDropped() || object.region.isCutOff()) {
            return Optional.empty();
        }
        Ending first;
        if (byRegion) {
            first = lent.claimToDrop(what);
        } else {
            checkIdle(what);
            first = lent.claimToTake(what, LoanRegion.RUNNING);
        }
        if (first.isNothing()) {
            object.use |= Use.ALONE | Use.DROPPING;
            user = Thread.currentThread();
            // Made before: there may be no memory any more.
            return Ending.NOTHING_BEFORE;
        }
        return Optional.of(first);
    }

    /**
     * Two regions that have it in common end one after the other, and who closes it is inside of both. So this is for what is
     * left: what borrows from it was had by a thread that has ended, and is dropped by one that uses the object, or it borrows
     * so itself and belongs to a region besides. What is waited for does not wait for this thread in turn: it would have to
     * have begun before this region's end, which is refused then.
     */
    private void awaitDropper() {
        boolean interrupted = false;
        while (isDroppedElsewhere() || lent.isBorrowedEnding()) {
            try {
                lent.wait();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * It is no more, or another's, from now on: inside a use of its own.
     *
     * @param how {@link Use#GIVEN} or {@link Use#ENDED}; 0 where it is closed
     */
    void giveAway(int how) {
        set(0, Use.DROPPED | how);
    }

    /** It could not be dropped after all. */
    void dropFailed() {
        set(Use.ALONE | Use.DROPPING, 0);
    }

    /** Its destructor is over. */
    void destroyed() {
        set(Use.DROPPING, 0);
    }

    private void set(int over, int now) {
        if (isConfined() && isOwnThread()) {
            object.use = (object.use & ~over) | now;
        } else {
            synchronized (lent) {
                object.use = (object.use & ~over) | now;
                lent.notifyAll();
            }
        }
    }

    private boolean isDropping() {
        return (object.use & Use.DROPPING) != 0;
    }

    /** Whether it is dropped or given away, for a thread that does not look further. */
    boolean isGone() {
        if (isConfined()) {
            return isDropped();
        }
        synchronized (lent) {
            return isDropped();
        }
    }

    boolean isDropped() {
        return (object.use & Use.DROPPED) != 0;
    }

    /** Fails unless the calling thread may have it alone. */
    void checkThread() {
        if (!sending.isSend()) {
            checkConfined();
        }
    }

    void checkDropped() {
        if (isDropped()) {
            throw new ObjectDroppedException(object + how() + (hasEnded() ? object.region.until() : ""));
        }
        if (object.region.isCutOff()) {
            object.region.check();
        }
    }

    /** How it has come to be no more, or another's, as words for a message. */
    String how() {
        if (hasEnded()) {
            return " has ended with " + object.region;
        }
        if ((object.use & Use.GIVEN) != 0) {
            return " was given back to its library";
        }
        // Java's own stands for what has no name, where that is given, and is closed where it is dropped.
        return switch (kind) {
            case OBJECT, OPAQUE -> " was closed";
            case CLOSURE, FUTURE -> " was closed, or given away and dropped";
        };
    }

    private boolean hasEnded() {
        return (object.use & Use.ENDED) != 0;
    }
}
