package org.rdylib.loader.stub;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.ReenteredClosureException;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.LoanRegion;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.Thrown;

/**
 * Who uses an object of a library, and what it has lent: Rust's rules, kept at run time. Many may share it, or one have
 * it alone; what was borrowed from it ends at the next use that conflicts with it.
 *
 * <p>What other threads may use is locked for the length of each of these methods, never during a call.
 */
final class Borrows {

    private final ForeignHandle object;
    private final CallStack maker;
    private final Sending sending;
    private final Terms.Kind kind;

    /** The thread that uses it, if only one at a time may. */
    private @Nullable Thread user;

    /** What it has lent. */
    private final Loans loans;

    /** What the library has been lent of it, and may have kept. */
    private final KeptLoans kept;

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
        this.loans = new Loans(object);
        this.kept = new KeptLoans(object);
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

    /** What keeps another thread from dropping it: something borrowed from it there. */
    synchronized boolean isLentElsewhere() {
        return loans.isOpenElsewhere();
    }

    /** Fails on another thread than its own. */
    void checkConfined() {
        maker.state.checkThread();
    }

    /** Whether the calling thread is its own; one that has ended may have left it to another to drop. */
    @SuppressWarnings("ReferenceEquality") // a thread is itself and no other, whatever its class says
    boolean isOwnThread() {
        return maker.thread == Thread.currentThread();
    }

    private boolean isAlone() {
        return (object.use & Use.ALONE) != 0;
    }

    private boolean isShared() {
        return Use.isShared(object.use);
    }

    private boolean isLent() {
        return (object.use & Use.LENT) != 0;
    }

    /**
     * Whether its own thread is inside a call of it, or of what borrows from it.
     *
     * @param call the innermost that may have been given what it has lent
     */
    boolean isInUse(long call) {
        return isConfined() && !isDropped() && (isAlone() || isShared() || (isLent() && loans.isHeldBy(call)));
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
            maker.state.checkThread();
            shareNow(what, around);
            return;
        }
        if (!sending.isSync() && !sending.isSend()) {
            maker.state.checkThread();
        }
        synchronized (this) {
            if (isShared() && !sending.isSync() && !Thread.currentThread().equals(user)) {
                throw busy("is " + what + " while another thread uses it, and is not Sync");
            }
            if (isLent() && !sending.isSync()) {
                checkUnusedElsewhere(what);
            }
            shareNow(what, around);
            user = Thread.currentThread();
        }
    }

    /**
     * Rust has no `&H` on two threads unless H is Sync: `&H` is not Send otherwise, nor is what has one. So nothing that is not
     * Send may be made of the object on one thread, and be there, while another shares it. All else may: what is Send could
     * have been moved there from this thread, which keeps its `&H`; and so could `&str`, `&[u8]`, and what else is read as
     * plain data, in which nothing changes that is lent.
     */
    private void checkUnusedElsewhere(String what) {
        if (loans.isUsedElsewhere()) {
            throw busy("is " + what
                    + " while another thread has what borrows from it and is not Send; it is not Sync, so that"
                    + " is to be closed first");
        }
    }

    private void shareNow(String what, long around) {
        checkDropped();
        if (isAlone()) {
            throw busy("is " + what + " inside "
                    + switch (kind) {
                        case OBJECT -> "one of its own &mut self calls";
                        case CLOSURE, FUTURE -> "one of its own calls";
                        case OPAQUE -> "a call that has it alone";
                    });
        }
        endKept(what, false, around);
        if (isLent()) {
            refuseBorrowed(what, loans.awaitedExclusive());
            refuseUsed(what, loans.endExclusive(around));
        }
        object.use += Use.SHARED;
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
            maker.state.checkThread();
        }
        if (isConfined()) {
            takeNow(what, around);
        } else {
            synchronized (this) {
                takeNow(what, around);
            }
        }
    }

    private void takeNow(String what, long around) {
        checkDropped();
        checkIdle(what);
        endKept(what, true, around);
        if (isLent()) {
            checkUnborrowed(what);
            refuseUsed(what, loans.end(around));
        }
        object.use |= Use.ALONE;
    }

    private void checkIdle(String what) {
        if (isAlone() || isShared()) {
            throw busy("is " + what + " inside "
                    + (kind == Terms.Kind.OPAQUE ? "a call that it is passed to" : "one of its own calls"));
        }
    }

    /** What a library made of an opaque value is not dropped behind anybody's back: a statement keeps its connection. */
    private void checkUnborrowed(String what) {
        refuseBorrowed(what, loans.awaited());
        if (kind == Terms.Kind.OPAQUE) {
            loans.sharedBorrower().ifPresent(borrower -> {
                throw busy("is " + what + " while " + borrower + " borrows from it");
            });
        }
    }

    /** Nor is what the library was lent for longer than a call, and may use: as `&mut`, nobody else uses it either. */
    private void endKept(String what, boolean alone, long around) {
        if ((object.use & Use.KEPT) != 0) {
            refuseUsed(what, kept.end(alone, around));
        }
    }

    /** Nor is a future that somebody waits for. */
    private void refuseBorrowed(String what, Optional<String> awaited) {
        awaited.ifPresent(borrower -> {
            throw busy("is " + what + " while " + borrower + " borrows from it, and is waited for");
        });
    }

    private void refuseUsed(String what, Optional<String> user) {
        user.ifPresent(use -> {
            throw busy("is " + what + " while " + use);
        });
    }

    /** Whether a future of this thread's that somebody waits for borrows from it. */
    boolean isLentToAwaited() {
        return loans.awaited().isPresent();
    }

    /** Ends a use. */
    void end(boolean alone) {
        if (isConfined()) {
            endNow(alone);
        } else {
            synchronized (this) {
                endNow(alone);
            }
        }
    }

    private void endNow(boolean alone) {
        object.use = Use.ended(object.use, alone);
    }

    /**
     * Begins its last use, in which it is dropped; whether it is there to be dropped.
     *
     * @param byRegion whether its region has seen to it that nobody uses it
     */
    boolean takeLast(String what, boolean byRegion) {
        if (isConfined()) {
            return takeLastNow(what, byRegion);
        }
        synchronized (this) {
            return takeLastNow(what, byRegion);
        }
    }

    private boolean takeLastNow(String what, boolean byRegion) {
        if (isDropped()) {
            return false;
        }
        if (!byRegion) {
            checkIdle(what);
            endKept(what, true, LoanRegion.RUNNING);
            checkUnborrowed(what);
        }
        refuseUsed(what, loans.end(LoanRegion.RUNNING));
        object.use |= Use.ALONE;
        return true;
    }

    /** It is no more, or another's, from now on: inside a use of its own. */
    void giveAway() {
        if (isConfined()) {
            object.use |= Use.DROPPED;
        } else {
            synchronized (this) {
                object.use |= Use.DROPPED;
            }
        }
    }

    boolean isDropped() {
        return (object.use & Use.DROPPED) != 0;
    }

    /** Fails unless the calling thread may have it alone. */
    void checkThread() {
        if (!sending.isSend()) {
            maker.state.checkThread();
        }
    }

    void checkDropped() {
        if (isDropped()) {
            throw new ObjectDroppedException(
                    object + " was closed or given back to its library, or its region was closed");
        }
    }

    /** What is borrowed in a running call that shares the object. */
    LoanRegion lendShared(NativeRegion region, String name) {
        synchronized (this) {
            return loans.share(region, name, sending == Sending.SEND);
        }
    }

    /** What is borrowed in a running call that has the object alone. */
    LoanRegion lendExclusive(NativeRegion region, String name) {
        synchronized (this) {
            return loans.takeAlone(region, name);
        }
    }

    /**
     * Lends it to its library for longer than the call that it is passed to.
     *
     * @return what ends that by being dropped; empty if the library has it as long already
     */
    synchronized Optional<KeptLoan> lendUntil(Region until, boolean alone) {
        return kept.add(until, alone);
    }

    /**
     * Its region is ending, and so is all that it is lent for: what may use it is dropped before it is. What that does can lend
     * it once more.
     */
    void endAllKept() {
        while ((object.use & (Use.KEPT | Use.DROPPED)) == Use.KEPT) {
            List<KeptLoan> loans;
            synchronized (this) {
                loans = kept.list();
            }
            Thrown.each(loans, KeptLoan::end);
        }
    }

    /** How often it is lent so: for tests, which see to it that it is not once for each call. */
    synchronized int keptLoans() {
        return kept.size();
    }

    /** Ends that, unless it has ended already. */
    synchronized void end(KeptLoan loan) {
        kept.remove(loan);
    }

    private RuntimeException busy(String message) {
        return kind == Terms.Kind.CLOSURE
                ? new ReenteredClosureException(object + " " + message)
                : new ObjectBusyException(object + " " + message);
    }
}
