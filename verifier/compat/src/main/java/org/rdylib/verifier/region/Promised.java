package org.rdylib.verifier.region;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a binder's own promises see to, so that nothing need be chosen otherwise for it.
 *
 * <p>{@code for<'z> fn(&'dylib (&'p u8, &'z u8))} is called with {@code 'p: 'dylib} alone, so that {@code 'p} outlives
 * every lifetime there, though it may be chosen short. Behind {@code &'b mut} it would outlive what {@code 'b} is chosen
 * as, which is worth the most where {@code 'b} is as long as it may be. So what is demanded under a binder of an existential that
 * it promises something of raises none at first, and limits none that it promises something to outlive; and those demands that
 * the certificate finds unmet do: what is left are demands that the promises meet.
 *
 * <p>At the extreme {@code 'p} is the time of the call and {@code 'b} is {@code 'dylib}, and nobody can make that call. It is
 * met whatever it demands; and no implementer makes it, who would have to know {@code 'p: 'b} of any two lifetimes.
 */
final class Promised {

    private Promised() {}

    /** Whether the choice for all that promises do not see to is a proof. */
    static boolean prove(Constraints constraints) {
        Set<Constraint> promised = candidates(constraints);
        while (true) {
            LeastSolution least = new LeastSolution(constraints, Raise.TO_LEAST, promised);
            Longest.of(constraints, promised).forEach(least::fix);
            List<Certificate.Violation> violations = Certificate.violations(constraints, least.solve());
            if (violations.isEmpty()) {
                return true;
            }
            if (!promised.removeAll(
                    violations.stream().map(Certificate.Violation::constraint).collect(Collectors.toSet()))) {
                return false;
            }
        }
    }

    private static Set<Constraint> candidates(Constraints constraints) {
        Set<Constraint> candidates = new LinkedHashSet<>();
        for (Constraint constraint : constraints.constraints()) {
            Region longer = constraint.longer();
            Region shorter = constraint.shorter();
            if (isAssumed(
                    constraints,
                    constraint.scope(),
                    a -> (longer.isExistential() && a.longer().equals(longer))
                            || (shorter.isExistential() && a.shorter().equals(shorter)))) {
                candidates.add(constraint);
            }
        }
        return candidates;
    }

    /** Whether something of that kind is assumed within {@code scope}. */
    private static boolean isAssumed(Constraints constraints, Scope scope, Predicate<Assumption> kind) {
        return constraints.assumptions(scope).stream().anyMatch(kind)
                || scope.outer()
                        .filter(outer -> isAssumed(constraints, outer, kind))
                        .isPresent();
    }
}
