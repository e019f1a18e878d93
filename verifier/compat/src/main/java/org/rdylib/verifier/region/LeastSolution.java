package org.rdylib.verifier.region;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The least values: each existential is the join of all that it must outlive.
 *
 * <p>Regions are sets of moments, so joins exist and the least solution of the constraints is found by passing values
 * along the constraints until nothing changes. What an existential cannot name it must outlive by other means: unless
 * something that it already outlives is assumed to outlive the placeholder, it is raised as {@link Raise} says.
 */
final class LeastSolution {

    /** How a region came to be in an existential's value. */
    record Cause(Constraint constraint, Region element) {}

    private record Member(Region existential, Region element) {}

    private final Constraints constraints;
    private final Raise raise;
    private final Set<Constraint> promised;
    private final Valuation valuation;
    private final Set<Region> fixed = new HashSet<>();
    private final Map<Member, Cause> causes = new HashMap<>();

    LeastSolution(Constraints constraints, Raise raise) {
        this(constraints, raise, Set.of());
    }

    /** The same, and nothing is raised for those that are {@code promised}. */
    LeastSolution(Constraints constraints, Raise raise, Set<Constraint> promised) {
        this.constraints = constraints;
        this.raise = raise;
        this.promised = promised;
        this.valuation = new Valuation(constraints);
    }

    /** Gives {@code existential} a value that is not to be changed. */
    void fix(Region existential, Region value) {
        valuation.choose(existential, value);
        fixed.add(existential);
    }

    Valuation solve() {
        List<Constraint> raising = new ArrayList<>();
        for (Constraint constraint : constraints.constraints()) {
            if (constraint.longer().isExistential()
                    && !fixed.contains(constraint.longer())
                    && !promised.contains(constraint)) {
                raising.add(constraint);
            }
        }
        do {
            while (propagate(raising)) {
                // Each round passes every value one constraint further.
            }
        } while (raiseAboveUnnameable(raising));
        return valuation;
    }

    /** Why {@code element} is in the value of {@code existential}; empty for what was there from the start. */
    Optional<Cause> cause(Region existential, Region element) {
        return Optional.ofNullable(causes.get(new Member(existential, element)));
    }

    private boolean propagate(List<Constraint> raising) {
        boolean grew = false;
        for (Constraint constraint : raising) {
            Region longer = constraint.longer();
            for (Region element : membersOf(constraint.shorter())) {
                if (element.isNameableIn(longer.scope()) && valuation.raise(longer, element)) {
                    causes.put(new Member(longer, element), new Cause(constraint, element));
                    grew = true;
                }
            }
        }
        return grew;
    }

    private boolean raiseAboveUnnameable(List<Constraint> raising) {
        boolean grew = false;
        Knowledge knowledge = new Knowledge(constraints, valuation);
        List<Runnable> raises = new ArrayList<>();
        for (Constraint constraint : raising) {
            Region longer = constraint.longer();
            BitSet known = knowledge.outlivedBy(valuation.of(longer), constraint.scope());
            for (Region element : membersOf(constraint.shorter())) {
                if (element.isNameableIn(longer.scope()) || known.get(element.id())) {
                    continue;
                }
                Region target = target(knowledge, constraint, element);
                if (!valuation.of(longer).get(target.id())) {
                    grew = true;
                    raises.add(() -> {
                        if (valuation.raise(longer, target)) {
                            causes.put(new Member(longer, target), new Cause(constraint, element));
                        }
                    });
                }
            }
        }
        raises.forEach(Runnable::run);
        return grew;
    }

    private Region target(Knowledge knowledge, Constraint constraint, Region element) {
        return switch (raise) {
            case TO_DYLIB -> constraints.dylib();
            case TO_LEAST -> leastAbove(knowledge, constraint, element).orElse(constraints.dylib());
        };
    }

    /** The one region nameable on the left of {@code constraint} that is assumed to outlive {@code element}. */
    private Optional<Region> leastAbove(Knowledge knowledge, Constraint constraint, Region element) {
        List<Region> above = new ArrayList<>();
        for (Region region : constraints.regions()) {
            if (!region.isExistential()
                    && region.isNameableIn(constraint.longer().scope())
                    && knowledge.outlives(region, element, constraint.scope())) {
                above.add(region);
            }
        }
        return above.stream()
                .filter(least -> above.stream().allMatch(other -> knowledge.outlives(other, least, constraint.scope())))
                .findFirst();
    }

    private List<Region> membersOf(Region region) {
        List<Region> members = new ArrayList<>(1);
        BitSet value = valuation.of(region);
        for (int id = value.nextSetBit(0); id >= 0; id = value.nextSetBit(id + 1)) {
            members.add(constraints.regions().get(id));
        }
        return members;
    }
}
