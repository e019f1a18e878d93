package org.rdylib.verifier.region;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The longest choice for what a binder promises something to outlive: the shortest of the lifetimes that have to outlive it,
 * or {@code 'dylib} where none has to.
 *
 * <p>Of {@code for<'w> fn(&'a &'w u8)} an implementer may count on {@code 'w: 'a}. Where {@code 'a} is to be chosen, the least
 * choice makes next to nothing of that; the longest lets {@code 'w} outlive all that {@code 'a} may be.
 */
final class Longest {

    private Longest() {}

    /**
     * Those choices; of what more than one lifetime limits, of which none is the shortest, there is none.
     *
     * @param promised what is demanded and limits nothing
     */
    static Map<Region, Region> of(Constraints constraints, Set<Constraint> promised) {
        Knowledge assumed = new Knowledge(constraints, new Valuation(constraints));
        Map<Region, Set<Region>> limits = limits(constraints, promised);
        Map<Region, Region> longest = new LinkedHashMap<>();
        constraints.regions().stream()
                .map(Region::scope)
                .distinct()
                .flatMap(scope -> constraints.assumptions(scope).stream())
                .map(Assumption::shorter)
                .filter(Region::isExistential)
                .forEach(region -> longest(region, limits.getOrDefault(region, Set.of()), assumed, constraints)
                        .ifPresent(value -> longest.put(region, value)));
        return longest;
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
    private static Map<Region, Set<Region>> limits(Constraints constraints, Set<Constraint> promised) {
        Map<Region, Set<Region>> limits = new HashMap<>();
        boolean grew;
        do {
            grew = false;
            for (Constraint constraint : constraints.constraints()) {
                if (isLimit(constraint, constraints) && !promised.contains(constraint)) {
                    Region longer = constraint.longer();
                    grew |= limits.computeIfAbsent(constraint.shorter(), _ -> new HashSet<>())
                            .addAll(longer.isExistential() ? limits.getOrDefault(longer, Set.of()) : Set.of(longer));
                }
            }
        } while (grew);
        return limits;
    }

    private static boolean isLimit(Constraint constraint, Constraints constraints) {
        return constraint.shorter().isExistential()
                && !constraint.longer().equals(constraints.dylib())
                && !constraint.longer().equals(constraints.forever());
    }
}
