package org.rdylib.verifier.region;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The longest choice: each existential is the shortest of the lifetimes that have to outlive it, or {@code 'dylib} where none
 * has to.
 *
 * <p>Of {@code for<'w> fn(&'a &'w u8)} an implementer may count on {@code 'w: 'a}. Where {@code 'a} is to be chosen, the least
 * choice makes next to nothing of that; the longest lets {@code 'w} outlive all that {@code 'a} may be.
 */
final class Longest {

    private Longest() {}

    /** That choice, and the least of those that more than one lifetime limits, of which none is the shortest. */
    static Valuation of(Constraints constraints) {
        Knowledge assumed = new Knowledge(constraints, new Valuation(constraints));
        LeastSolution solution = new LeastSolution(constraints, Raise.TO_LEAST);
        Map<Region, Set<Region>> limits = limits(constraints);
        for (Region region : constraints.regions()) {
            if (region.isExistential()) {
                longest(region, limits.getOrDefault(region, Set.of()), assumed, constraints)
                        .ifPresent(value -> solution.fix(region, value));
            }
        }
        return solution.solve();
    }

    private static Optional<Region> longest(
            Region existential, Set<Region> limits, Knowledge assumed, Constraints constraints) {
        if (limits.isEmpty()) {
            return Optional.of(constraints.dylib());
        }
        return limits.stream()
                .filter(one -> one.isNameableIn(existential.scope())
                        && limits.stream().allMatch(other -> assumed.outlives(other, one, existential.scope())))
                .findFirst();
    }

    /** The lifetimes other than {@code 'dylib} that have to outlive an existential, or one that has to. */
    private static Map<Region, Set<Region>> limits(Constraints constraints) {
        Map<Region, Set<Region>> limits = new HashMap<>();
        boolean grew;
        do {
            grew = false;
            for (Constraint constraint : constraints.constraints()) {
                Region longer = constraint.longer();
                if (constraint.shorter().isExistential()
                        && !longer.equals(constraints.dylib())
                        && !longer.equals(constraints.forever())) {
                    grew |= limits.computeIfAbsent(constraint.shorter(), _ -> new HashSet<>())
                            .addAll(longer.isExistential() ? limits.getOrDefault(longer, Set.of()) : Set.of(longer));
                }
            }
        } while (grew);
        return limits;
    }
}
