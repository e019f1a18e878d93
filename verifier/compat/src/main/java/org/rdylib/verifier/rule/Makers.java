package org.rdylib.verifier.rule;

import java.util.List;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.copy.Side;

/** Which sides make the values that stand in a place, so that the other side takes them. */
@FunctionalInterface
public interface Makers {

    /** Who gives a value; both, where it is invariant: what is behind {@code &mut} may be read and written by both. */
    Makers STANDARD =
            (variance, given) -> variance == Variance.INVARIANT ? List.of(given, given.other()) : List.of(given);

    /** The sides that make what stands in a place of this variance, where {@code given} is the side that gives it. */
    List<Side> of(Variance variance, Side given);
}
