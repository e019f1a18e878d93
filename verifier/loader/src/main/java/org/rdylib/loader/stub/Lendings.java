package org.rdylib.loader.stub;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.LoanRegion;
import org.rdylib.loader.internal.Thrown;

/**
 * All that an object of a library has lent: until its next use that conflicts with that, {@link Loans}, and for longer than a
 * call, {@link KeptLoans}. What conflicts with a use is claimed for it, then ended, and then claimed anew: that nothing is left
 * to be ended is known only when the use begins.
 *
 * <p>Where other threads may use the object, who begins or ends a use has this one's monitor: never during a call, nor while
 * something ends. That may be a destructor's call, which waits for whom it will.
 */
final class Lendings {

    private final ForeignHandle object;
    private final Loans loans;
    private final KeptLoans kept;

    /**
     * Those of an object that has lent nothing.
     *
     * @param isWatched whether another thread may ask for {@link #isUsedElsewhere}
     */
    Lendings(ForeignHandle object, boolean isWatched) {
        this.object = object;
        this.loans = new Loans(object, isWatched);
        this.kept = new KeptLoans(object);
    }

    /** What ends before a use that it conflicts with; nobody else ends it, nor begins such a use meanwhile. */
    record Ending(List<KeptLoan> kept, List<LoanRegion> loans) {

        static final Ending NOTHING = new Ending(List.of(), List.of());
        static final Optional<Ending> NOTHING_BEFORE = Optional.of(NOTHING);

        boolean isNothing() {
            return kept.isEmpty() && loans.isEmpty();
        }
    }

    private boolean isNothing() {
        return (object.use & (Use.KEPT | Use.LENT)) == 0;
    }

    private boolean isBorrowed() {
        return (object.use & Use.LENT) != 0;
    }

    /**
     * Claims what ends before a use begins beside which there may be others.
     *
     * @param what that is, as words for a message
     * @param around the number of the innermost call that may have been given what is lent
     */
    Ending claimToShare(String what, long around) {
        if (isNothing()) {
            return Ending.NOTHING;
        }
        refuseUsed(what, kept.user(false, around));
        refuseAwaited(what, loans.awaitedExclusive());
        return claim(what, false, around);
    }

    /** The same before one that has the object alone. */
    Ending claimToTake(String what, long around) {
        if (isNothing()) {
            return Ending.NOTHING;
        }
        // Nor is what the library was lent for longer than a call, and may use: as `&mut`, nobody else uses it either.
        refuseUsed(what, kept.user(true, around));
        refuseBorrowed(what);
        return claim(what, true, around);
    }

    private Ending claim(String what, boolean alone, long around) {
        refuseUsed(what, loans.user(alone, around));
        return new Ending(kept.claim(alone), loans.claim(alone));
    }

    /** The same before its region drops it, once {@link #endAllKept} is done. */
    Ending claimToDrop(String what) {
        if (!isBorrowed()) {
            return Ending.NOTHING;
        }
        refuseUsed(what, loans.lastUser());
        return new Ending(List.of(), loans.claim(true));
    }

    /** Ends it, not locked: afterwards it is to be seen whether the use can begin by now. */
    void end(Ending first) {
        try {
            Thrown.each(
                    List.<Runnable>of(
                            () -> Thrown.each(first.kept, KeptLoan::end),
                            () -> Thrown.each(first.loans, LoanRegion::endLoan)),
                    Runnable::run);
        } finally {
            synchronized (this) {
                kept.ended(first.kept);
                loans.ended(first.loans);
                notifyAll();
            }
        }
    }

    /** The same whatever that throws, which is the answer, after what was thrown before. */
    @Nullable
    Throwable end(Ending ending, @Nullable Throwable first) {
        return Thrown.firstOf(first, Thrown.by(ending, this::end));
    }

    /** What a library made of an opaque value is not dropped behind anybody's back: a statement keeps its connection. */
    private void refuseBorrowed(String what) {
        refuseAwaited(what, loans.awaited());
        if (object.terms.kind() == Terms.Kind.OPAQUE) {
            loans.sharedBorrower().ifPresent(borrower -> {
                throw object.busy("is " + what + " while " + borrower + " borrows from it");
            });
        }
    }

    /** Nor is a future that somebody waits for. */
    private void refuseAwaited(String what, Optional<String> awaited) {
        awaited.ifPresent(borrower -> {
            throw object.busy("is " + what + " while " + borrower + " borrows from it, and is waited for");
        });
    }

    private void refuseUsed(String what, Optional<String> user) {
        user.ifPresent(use -> {
            throw object.busy("is " + what + " while " + use);
        });
    }

    /** Whether another thread has what borrows as {@code &}, and is not Send. */
    boolean isUsedElsewhere() {
        return isBorrowed() && loans.isUsedElsewhere();
    }

    /**
     * Whether a running call was given what was borrowed.
     *
     * @param call the innermost that may have been
     */
    boolean isHeldBy(long call) {
        return isBorrowed() && loans.isHeldBy(call);
    }

    /** Whether a future of this thread's that somebody waits for borrows from it. */
    boolean isAwaited() {
        return loans.awaited().isPresent();
    }

    /** Whether somebody is ending what is borrowed. */
    boolean isBorrowedEnding() {
        return loans.isEnding();
    }

    /** Whether somebody is ending something, or something cannot be dropped by a thread that closes a region. */
    boolean isUsedBesides(Thread closer) {
        List<LoanRegion> borrowed;
        List<KeptLoan> longer;
        synchronized (this) {
            if (loans.isEnding() || kept.isEnding()) {
                return true;
            }
            borrowed = loans.list();
            longer = kept.list();
        }
        return borrowed.stream().anyMatch(loan -> loan.isUsedBesides(closer))
                || longer.stream().anyMatch(loan -> loan.isKeptBesides(closer));
    }

    /** What is borrowed in a running call that shares the object. */
    synchronized LoanRegion lendShared() {
        return loans.share();
    }

    /** What is borrowed in a running call that has the object alone. */
    synchronized LoanRegion lendExclusive() {
        return loans.takeAlone();
    }

    /**
     * Lends it to its library for longer than the call that it is passed to.
     *
     * @param call what that lends
     * @return what ends that by being dropped; empty if the library has it as long already
     */
    synchronized Optional<KeptLoan> lendUntil(Region until, boolean alone, Lends call) {
        return kept.add(until, alone, call);
    }

    /**
     * Its region is ending, and so is all that it is lent for: what may use it is dropped before it is. What that does can lend
     * it once more.
     *
     * @return what was thrown meanwhile, if anything was
     */
    @Nullable
    Throwable endAllKept() {
        Throwable first = null;
        while ((object.use & (Use.KEPT | Use.DROPPED)) == Use.KEPT) {
            List<KeptLoan> all;
            synchronized (this) {
                all = kept.list();
            }
            for (KeptLoan loan : all) {
                first = Thrown.firstOf(first, Thrown.by(loan, KeptLoan::end));
            }
        }
        return first;
    }

    /** How often it is lent so: for tests, which see to it that it is not once for each call. */
    synchronized int keptLoans() {
        return kept.size();
    }

    /** Ends that, unless it has ended already. */
    synchronized void end(KeptLoan loan) {
        kept.remove(loan);
    }
}
