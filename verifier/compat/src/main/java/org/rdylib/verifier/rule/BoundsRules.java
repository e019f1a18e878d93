package org.rdylib.verifier.rule;

import java.util.List;

/**
 * Where bounds come from.
 *
 * @param promises what may be assumed of the side that chooses the lifetimes
 * @param demands what must be proved to the side that relies on them
 */
public record BoundsRules(List<BoundsRule> promises, List<BoundsRule> demands) {

    public BoundsRules {
        promises = List.copyOf(promises);
        demands = List.copyOf(demands);
    }

    /** These, {@code rule} not being assumed. */
    public BoundsRules withoutPromise(BoundsRule rule) {
        return new BoundsRules(without(promises, rule), demands);
    }

    /** These, {@code rule} not being proved. */
    public BoundsRules withoutDemand(BoundsRule rule) {
        return new BoundsRules(promises, without(demands, rule));
    }

    private static List<BoundsRule> without(List<BoundsRule> rules, BoundsRule rule) {
        if (!rules.contains(rule)) {
            throw new IllegalArgumentException("there is no such rule here");
        }
        return rules.stream().filter(r -> !r.equals(rule)).toList();
    }
}
