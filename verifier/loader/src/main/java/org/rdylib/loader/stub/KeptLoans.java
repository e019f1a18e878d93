package org.rdylib.loader.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdylib.loader.Region;

/** What a library has been lent of an object for longer than a call. */
final class KeptLoans {

    private final ForeignHandle object;
    private final List<KeptLoan> loans = new ArrayList<>(0);

    /** Those that somebody is ending at this moment. */
    private List<KeptLoan> ending = List.of();

    KeptLoans(ForeignHandle object) {
        this.object = object;
    }

    /** Lends it; empty if one that the library has already, or is given by the same call, lasts as long. */
    Optional<KeptLoan> add(Region until, boolean alone, Lends call) {
        if (!alone && loans.stream().anyMatch(loan -> !ending.contains(loan) && loan.serves(until, call))) {
            return Optional.empty();
        }
        KeptLoan loan = new KeptLoan(object, until, alone, call);
        loans.add(loan);
        object.use |= Use.KEPT;
        return Optional.of(loan);
    }

    /** All. */
    List<KeptLoan> list() {
        return List.copyOf(loans);
    }

    int size() {
        return loans.size();
    }

    /** It is over, if it was not before. */
    void remove(KeptLoan loan) {
        if (loans.remove(loan) && loans.isEmpty()) {
            object.use &= ~Use.KEPT;
        }
    }

    /**
     * What uses one that has to end before another use begins, in a few words.
     *
     * @param alone whether that use has the object alone
     * @param call the number of the innermost that may have been given what is viewed of the object
     */
    Optional<String> user(boolean alone, long call) {
        return conflicting(alone)
                .flatMap(loan -> ending.contains(loan)
                        ? Stream.of("what it is lent for is being ended")
                        : loan.user(call).stream())
                .findFirst();
    }

    private Stream<KeptLoan> conflicting(boolean alone) {
        return loans.stream().filter(loan -> loan.conflictsWith(alone));
    }

    /** What has to end before such a use begins: from now on it is the caller's to end, until {@link #ended}. */
    List<KeptLoan> claim(boolean alone) {
        List<KeptLoan> claimed = conflicting(alone).toList();
        ending = Stream.concat(ending.stream(), claimed.stream()).toList();
        return claimed;
    }

    /** Whether somebody is ending something. */
    boolean isEnding() {
        return !ending.isEmpty();
    }

    /** They have been ended, as far as that was possible. */
    void ended(List<KeptLoan> claimed) {
        ending = ending.stream().filter(loan -> !claimed.contains(loan)).toList();
    }
}
