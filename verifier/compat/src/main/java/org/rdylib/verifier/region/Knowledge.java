package org.rdylib.verifier.region;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be concluded in each scope from the assumptions that hold there, existentials read at their values.
 *
 * <p>The axioms: {@code 'static} outlives everything; every lifetime that a call is given outlives the call, and the
 * outer call's lifetimes the calls inside. An assumption about an existential is one about the join that it stands for:
 * it serves where all members of the left side are outlived, and gives all members of the right side.
 */
final class Knowledge {

    private record Rule(BitSet premise, BitSet conclusion) {}

    private record Question(BitSet join, Scope scope) {}

    private final Constraints constraints;
    private final Valuation valuation;
    private final Map<Scope, List<Rule>> rules = new HashMap<>();
    private final Map<Question, BitSet> answers = new HashMap<>();

    Knowledge(Constraints constraints, Valuation valuation) {
        this.constraints = constraints;
        this.valuation = valuation;
    }

    /** Whether {@code longer: shorter} is known in {@code scope}. */
    boolean outlives(Region longer, Region shorter, Scope scope) {
        return isSubset(valuation.of(shorter), outlivedBy(valuation.of(longer), scope));
    }

    /** The regions that the join of {@code join} is known to outlive; not to be changed. */
    BitSet outlivedBy(BitSet join, Scope scope) {
        Question question = new Question((BitSet) join.clone(), scope);
        return Optional.ofNullable(answers.get(question)).orElseGet(() -> {
            BitSet answer = close(join, rulesOf(scope));
            answers.put(question, answer);
            return answer;
        });
    }

    /** Whether all that {@code shorter} stands for is among what {@code longer} stands for, whatever is assumed. */
    static boolean isContained(Valuation valuation, Region longer, Region shorter) {
        return isSubset(valuation.of(shorter), valuation.of(longer));
    }

    private BitSet close(BitSet join, List<Rule> known) {
        BitSet reached = (BitSet) join.clone();
        boolean grew = true;
        while (grew) {
            if (reached.get(constraints.forever().id())) {
                reached.set(0, constraints.regions().size());
                return reached;
            }
            grew = false;
            for (Rule rule : known) {
                if (!isSubset(rule.conclusion(), reached) && isSubset(rule.premise(), reached)) {
                    reached.or(rule.conclusion());
                    grew = true;
                }
            }
        }
        return reached;
    }

    private List<Rule> rulesOf(Scope scope) {
        return Optional.ofNullable(rules.get(scope)).orElseGet(() -> {
            List<Rule> all = new ArrayList<>();
            scope.outer().ifPresent(outer -> {
                all.addAll(rulesOf(outer));
                all.add(new Rule(just(constraints.body(outer)), just(constraints.body(scope))));
            });
            for (Region region : constraints.givenToCalls(scope)) {
                all.add(new Rule(just(region), just(constraints.body(scope))));
            }
            for (Assumption assumption : constraints.assumptions(scope)) {
                all.add(new Rule(valuation.of(assumption.longer()), valuation.of(assumption.shorter())));
            }
            rules.put(scope, all);
            return all;
        });
    }

    private static BitSet just(Region region) {
        BitSet set = new BitSet();
        set.set(region.id());
        return set;
    }

    private static boolean isSubset(BitSet small, BitSet large) {
        for (int i = small.nextSetBit(0); i >= 0; i = small.nextSetBit(i + 1)) {
            if (!large.get(i)) {
                return false;
            }
        }
        return true;
    }
}
