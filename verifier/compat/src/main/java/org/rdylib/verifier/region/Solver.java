package org.rdylib.verifier.region;

import java.util.List;

/**
 * Decides whether lifetimes can be chosen for the callee, whatever the caller's are.
 *
 * <p>Values for the existentials are proposed (each equal to its counterpart; the least solution, of all constraints; that of
 * those which binders' promises do not see to, and the {@link Longest} choice for what is {@link Promised}) and one that passes
 * the {@link Certificate} is a proof. Without nested binders the least solution is exact: it fails only where no choice
 * would do. With them a needless refusal is possible, a wrong acceptance is not.
 */
public final class Solver {

    private Solver() {}

    /** What cannot be shown to hold; empty where the call is safe. */
    public static List<Failure> solve(Constraints constraints) {
        if (constraints.constraints().isEmpty()) {
            return List.of();
        }
        if (holds(constraints, Witness.of(constraints))
                || holds(constraints, new LeastSolution(constraints, Raise.TO_LEAST).solve())
                || Promised.prove(constraints)) {
            return List.of();
        }
        LeastSolution least = new LeastSolution(constraints, Raise.TO_DYLIB);
        Valuation valuation = least.solve();
        return new Explanation(least, new Knowledge(constraints, valuation))
                .of(Certificate.violations(constraints, valuation));
    }

    private static boolean holds(Constraints constraints, Valuation valuation) {
        return Certificate.violations(constraints, valuation).isEmpty();
    }
}
