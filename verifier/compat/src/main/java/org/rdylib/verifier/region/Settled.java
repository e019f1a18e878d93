package org.rdylib.verifier.region;

import java.util.HashSet;
import java.util.Set;

/**
 * What holds whatever is chosen: under a binder, because its assumptions say so of the existentials themselves.
 *
 * <p>{@code for<'z> fn(&'dylib (&'p u8, &'z u8))} is called with {@code 'p: 'dylib} alone, so that {@code 'p} outlives
 * every lifetime there, though it may be chosen short.
 */
final class Settled {

    private Settled() {}

    /** The constraints of that kind that would raise an existential. */
    static Set<Constraint> in(Constraints constraints) {
        Knowledge knowledge = new Knowledge(constraints, Valuation.unchosen(constraints));
        Set<Constraint> settled = new HashSet<>();
        for (Constraint constraint : constraints.constraints()) {
            if (constraint.longer().isExistential()
                    && constraint.scope().depth() > 0
                    && knowledge.outlives(constraint.longer(), constraint.shorter(), constraint.scope())) {
                settled.add(constraint);
            }
        }
        return settled;
    }
}
