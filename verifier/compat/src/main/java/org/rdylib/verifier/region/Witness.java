package org.rdylib.verifier.region;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The guess that each existential is the lifetime that stands at its position on the other side.
 *
 * <p>It is what a descriptor compared with itself needs. An existential that stands opposite another one takes that
 * one's counterpart; one that stands opposite nothing keeps its least value.
 */
final class Witness {

    private Witness() {}

    /** The existentials with their counterparts' values, the others at their least solution. */
    static Valuation of(Constraints constraints) {
        LeastSolution least = new LeastSolution(constraints, Raise.TO_LEAST);
        for (Region region : constraints.regions()) {
            if (region.isExistential()) {
                counterpart(constraints, region, region, new HashSet<>()).ifPresent(value -> least.fix(region, value));
            }
        }
        return least.solve();
    }

    private static Optional<Region> counterpart(
            Constraints constraints, Region from, Region existential, Set<Region> seen) {
        if (!seen.add(from)) {
            return Optional.empty();
        }
        for (Region other : constraints.counterparts(from)) {
            Optional<Region> value =
                    other.isExistential() ? counterpart(constraints, other, existential, seen) : Optional.of(other);
            if (value.isPresent() && value.orElseThrow().isNameableIn(existential.scope())) {
                return value;
            }
        }
        return Optional.empty();
    }
}
