package org.rdylib.verifier.region;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a binder's own promises see to, so that nothing need be chosen longer for it.
 *
 * <p>{@code for<'z> fn(&'dylib (&'p u8, &'z u8))} is called with {@code 'p: 'dylib} alone, so that {@code 'p} outlives
 * every lifetime there, though it may be chosen short. Behind {@code &'b mut} it would outlive what {@code 'b} is chosen
 * as. So what is demanded under a binder of an existential that it promises something of raises none at first, and those
 * demands that the certificate finds unmet do: what is left are demands that the promises meet.
 */
final class Promised {

    private Promised() {}

    /** Whether the least solution of all that promises do not see to is a proof. */
    static boolean prove(Constraints constraints) {
        Set<Constraint> promised = candidates(constraints);
        while (!promised.isEmpty()) {
            Valuation valuation = new LeastSolution(constraints, Raise.TO_LEAST, promised).solve();
            List<Certificate.Violation> violations = Certificate.violations(constraints, valuation);
            if (violations.isEmpty()) {
                return true;
            }
            if (!promised.removeAll(
                    violations.stream().map(Certificate.Violation::constraint).collect(Collectors.toSet()))) {
                return false;
            }
        }
        return false;
    }

    private static Set<Constraint> candidates(Constraints constraints) {
        Set<Constraint> candidates = new LinkedHashSet<>();
        for (Constraint constraint : constraints.constraints()) {
            if (constraint.longer().isExistential()
                    && isPromised(constraints, constraint.longer(), constraint.scope())) {
                candidates.add(constraint);
            }
        }
        return candidates;
    }

    /** Whether something is assumed to be outlived by {@code existential} within {@code scope}. */
    private static boolean isPromised(Constraints constraints, Region existential, Scope scope) {
        return constraints.assumptions(scope).stream().anyMatch(a -> a.longer().equals(existential))
                || scope.outer()
                        .map(outer -> isPromised(constraints, existential, outer))
                        .orElse(false);
    }
}
