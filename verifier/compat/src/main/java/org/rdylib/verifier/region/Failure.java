package org.rdylib.verifier.region;

import java.util.List;

/**
 * A relation that is demanded and that nobody promises.
 *
 * @param longer what would have to live longer; a universal or a placeholder
 * @param shorter what it would have to outlive
 * @param chain the constraints that lead from the one to the other, at least one
 * @param notGeneral whether a function type fails to serve for every lifetime: a placeholder takes part
 */
public record Failure(Region longer, Region shorter, List<Constraint> chain, boolean notGeneral) {
    public Failure {
        chain = List.copyOf(chain);
    }
}
