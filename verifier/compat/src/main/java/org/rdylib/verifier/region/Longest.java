package org.rdylib.verifier.region;

import java.util.HashSet;
import java.util.Set;

/**
 * The choice of {@code 'dylib} for all that may last so long: what no other lifetime has to outlive.
 *
 * <p>Of {@code for<'w> fn(&'a &'w u8)} an implementer may count on {@code 'w: 'a}. Where {@code 'a} is to be chosen, the least
 * choice makes next to nothing of that; the longest lets {@code 'w} outlive every lifetime of the signature.
 */
final class Longest {

    private Longest() {}

    /** That choice, and the least of the others. */
    static Valuation of(Constraints constraints) {
        Set<Region> limited = limited(constraints);
        LeastSolution solution = new LeastSolution(constraints, Raise.TO_LEAST);
        for (Region region : constraints.regions()) {
            if (region.isExistential() && !limited.contains(region)) {
                solution.fix(region, constraints.dylib());
            }
        }
        return solution.solve();
    }

    /** The existentials that a lifetime other than {@code 'dylib} has to outlive, or one of their own kind. */
    private static Set<Region> limited(Constraints constraints) {
        Set<Region> limited = new HashSet<>();
        boolean grew;
        do {
            grew = false;
            for (Constraint constraint : constraints.constraints()) {
                Region longer = constraint.longer();
                boolean limits = longer.isExistential()
                        ? limited.contains(longer)
                        : !longer.equals(constraints.dylib()) && !longer.equals(constraints.forever());
                if (limits && constraint.shorter().isExistential()) {
                    grew |= limited.add(constraint.shorter());
                }
            }
        } while (grew);
        return limited;
    }
}
