package org.rdylib.verifier.region;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Checks that a valuation proves a question: the one place that can say yes.
 *
 * <p>However the values were found, every constraint is looked at again under nothing but the assumptions of its own
 * scope. If all hold, choosing the existentials so makes every call safe; a wrong guess is only refused.
 */
final class Certificate {

    /** A constraint that is not known to hold, and the member of its shorter side's value that shows it. */
    record Violation(Constraint constraint, Region element) {}

    private Certificate() {}

    /** What {@code valuation} does not prove; empty where it is a proof. */
    static List<Violation> violations(Constraints constraints, Valuation valuation) {
        Knowledge knowledge = new Knowledge(constraints, valuation);
        List<Violation> violations = new ArrayList<>();
        for (Constraint constraint : constraints.constraints()) {
            if (Knowledge.isContained(valuation, constraint.longer(), constraint.shorter())) {
                continue;
            }
            BitSet known = knowledge.outlivedBy(valuation.of(constraint.longer()), constraint.scope());
            BitSet missing = (BitSet) valuation.of(constraint.shorter()).clone();
            missing.andNot(known);
            missing.stream()
                    .forEach(id -> violations.add(
                            new Violation(constraint, constraints.regions().get(id))));
        }
        return violations;
    }
}
