package org.rdylib.verifier.rule;

import org.rdylib.spec.check.Variance;

/** How a use of a declared type varies in a lifetime argument, where the two copies may disagree. */
@FunctionalInterface
public interface UserVariance {

    /** What is right in both copies. */
    UserVariance STANDARD = Variance::meet;

    /** The variance of a use, from that of the given side's copy and that of the wanted side's. */
    Variance of(Variance given, Variance wanted);
}
