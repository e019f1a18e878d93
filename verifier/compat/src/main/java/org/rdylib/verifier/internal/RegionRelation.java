package org.rdylib.verifier.internal;

import org.rdylib.spec.Lifetime;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.copy.Lifetimes;
import org.rdylib.verifier.finding.Cause;
import org.rdylib.verifier.finding.Path;
import org.rdylib.verifier.region.Constraints;
import org.rdylib.verifier.region.Region;
import org.rdylib.verifier.region.Scope;

/** Turns two lifetimes at the same position of two types into constraints. */
final class RegionRelation {

    private final Constraints constraints;

    RegionRelation(Constraints constraints) {
        this.constraints = constraints;
    }

    /** Covariant: the given lifetime outlives the wanted one; contravariant: the reverse; invariant: both. */
    void relate(
            Lifetime given, Lifetimes from, Lifetime wanted, Lifetimes to, Variance variance, Scope scope, Path path) {
        Region longer = from.require(given);
        Region shorter = to.require(wanted);
        constraints.pair(longer, shorter);
        if (variance.relatesForward()) {
            constraints.require(longer, shorter, scope, new Cause.Flow(from.side(), given, wanted, path));
        }
        if (variance.relatesBackward()) {
            constraints.require(shorter, longer, scope, new Cause.Flow(to.side(), wanted, given, path));
        }
    }
}
