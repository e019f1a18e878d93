package org.rdylib.loader.stub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.loader.Region;

/** What a library has been lent of an object for longer than a call. */
final class KeptLoans {

    private final ForeignHandle object;
    private final List<KeptLoan> loans = new ArrayList<>(0);

    KeptLoans(ForeignHandle object) {
        this.object = object;
    }

    /** Lends it; empty if one that the library has already lasts as long. */
    Optional<KeptLoan> add(Region until, boolean alone) {
        if (!alone && loans.stream().anyMatch(loan -> loan.serves(until))) {
            return Optional.empty();
        }
        KeptLoan loan = new KeptLoan(object, until, alone);
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
     * Ends those that another use conflicts with, as far as nothing may use them.
     *
     * @param alone whether that use has the object alone
     * @param call the number of the innermost that may have been given what is viewed of the object
     * @return what uses one that is not ended, in a few words
     */
    Optional<String> end(boolean alone, long call) {
        for (KeptLoan loan : List.copyOf(loans)) {
            if (loan.conflictsWith(alone)) {
                Optional<String> user = loan.user(call);
                if (user.isPresent()) {
                    return user;
                }
                loan.end();
            }
        }
        return Optional.empty();
    }
}
