package org.rdylib.verifier.rule;

import org.rdylib.spec.check.Variance;

/** Whether two function types are opened the other way about as well. */
@FunctionalInterface
public interface InvariantBinders {

    /** Where they stand in an invariant place: each must serve as the other. */
    InvariantBinders STANDARD = variance -> variance == Variance.INVARIANT;

    /** Whether function types in a place of this variance are opened both ways. */
    boolean areOpenedBothWays(Variance variance);
}
