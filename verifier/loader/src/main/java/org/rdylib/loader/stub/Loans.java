package org.rdylib.loader.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.internal.Droppable;
import org.rdylib.loader.internal.LoanRegion;
import org.rdylib.loader.internal.NativeRegion;

/**
 * What an object of a library has lent until its next use that conflicts with that: as {@code &} to any number of threads,
 * as {@code &mut} to one. It is locked by who asks it, {@link Lendings}.
 */
final class Loans {

    private static final String DROPPED = "what borrows from it is being dropped";

    private final ForeignHandle object;
    private final boolean isWatched;
    private final List<LoanRegion> shared = new ArrayList<>(0);
    private @Nullable LoanRegion exclusive;

    /** Those that somebody is ending at this moment. */
    private List<LoanRegion> ending = List.of();

    Loans(ForeignHandle object, boolean isWatched) {
        this.object = object;
        this.isWatched = isWatched;
    }

    /** Lends it as {@code &}: what has been lent so to this thread before is as good. */
    LoanRegion share() {
        for (LoanRegion loan : shared) {
            if (loan.isHere() && loan.isOpen()) {
                return loan;
            }
        }
        LoanRegion loan = lend(isWatched);
        shared.add(loan);
        setLent();
        return loan;
    }

    /** Lends it as {@code &mut}. */
    LoanRegion takeAlone() {
        LoanRegion loan = lend(false);
        exclusive = loan;
        setLent();
        return loan;
    }

    private LoanRegion lend(boolean isWatched) {
        NativeRegion region = object.region;
        LoanRegion loan = new LoanRegion(region, object.name, isWatched, !object.borrows.isConfined());
        // What is lent out of the library's own is kept by the lease that each of the library's values has.
        if (!object.terms.holder().isOwned() && !region.equals(object.library.region())) {
            loan.endWith(region);
        }
        return loan;
    }

    private void setLent() {
        boolean lent = exclusive != null || !shared.isEmpty();
        object.use = lent ? object.use | Use.LENT : object.use & ~Use.LENT;
    }

    private Stream<LoanRegion> all() {
        return Stream.concat(Stream.ofNullable(exclusive), shared.stream());
    }

    /** All. */
    List<LoanRegion> list() {
        return all().toList();
    }

    /** Whether another thread has what borrows as {@code &}, and is not Send. */
    boolean isUsedElsewhere() {
        return shared.stream().anyMatch(LoanRegion::isUsedElsewhere);
    }

    /**
     * Whether a running call was given what was lent.
     *
     * @param call the innermost that may have been
     */
    boolean isHeldBy(long call) {
        return all().anyMatch(loan -> loan.isHeldBy(call));
    }

    /** What borrows as {@code &} on this thread. */
    Optional<Droppable> sharedBorrower() {
        return shared.stream()
                .filter(LoanRegion::isHere)
                .flatMap(loan -> loan.borrower().stream())
                .findFirst();
    }

    /** A future of this thread's that somebody waits for, and that borrows. */
    Optional<String> awaited() {
        return awaited(all());
    }

    /** The same, as {@code &mut}. */
    Optional<String> awaitedExclusive() {
        return exclusive == null ? Optional.empty() : awaited(Stream.of(exclusive));
    }

    private static Optional<String> awaited(Stream<LoanRegion> loans) {
        return loans.filter(LoanRegion::isHere)
                .flatMap(loan -> loan.awaitedBorrower().stream())
                .findFirst();
    }

    /**
     * What uses something that has to end before a use of the object begins, in a few words.
     *
     * @param alone whether that use has the object alone
     * @param around the number of the innermost call that may have been given what is lent
     */
    Optional<String> user(boolean alone, long around) {
        return conflicting(alone)
                .flatMap(loan -> user(loan, around).or(() -> dropper(loan)).stream())
                .findFirst();
    }

    /** The same before the object is dropped by its region, which waits for what other threads are dropping. */
    Optional<String> lastUser() {
        return all().flatMap(loan -> user(loan, LoanRegion.RUNNING).stream()).findFirst();
    }

    private Stream<LoanRegion> conflicting(boolean alone) {
        return alone ? all() : Stream.ofNullable(exclusive);
    }

    private Optional<String> user(LoanRegion loan, long around) {
        if (ending.contains(loan)) {
            return Optional.of(DROPPED);
        }
        if (loan.isOpenElsewhere()) {
            return Optional.of("another thread may read what it has lent there, until it is used as `&mut` or closed on"
                    + " that thread");
        }
        return loan.isHere() && loan.isHeldBy(around)
                ? Optional.of("a call is running that may have been given what it had lent")
                : Optional.empty();
    }

    /** What a thread has left that has ended may belong to another region besides, which is dropping it. */
    private static Optional<String> dropper(LoanRegion loan) {
        return !loan.isHere() && loan.isUsedBesides(Thread.currentThread()) ? Optional.of(DROPPED) : Optional.empty();
    }

    /** What has to end before such a use begins: from now on it is the caller's to end, until {@link #ended}. */
    List<LoanRegion> claim(boolean alone) {
        List<LoanRegion> claimed = conflicting(alone).toList();
        ending = Stream.concat(ending.stream(), claimed.stream()).toList();
        return claimed;
    }

    /** Whether somebody is ending something. */
    boolean isEnding() {
        return !ending.isEmpty();
    }

    /** They have been ended, as far as that was possible. */
    void ended(List<LoanRegion> claimed) {
        ending = ending.stream().filter(loan -> !claimed.contains(loan)).toList();
        for (LoanRegion loan : claimed) {
            if (!loan.isOpen()) {
                shared.remove(loan);
                exclusive = loan.equals(exclusive) ? null : exclusive;
            }
        }
        setLent();
    }
}
