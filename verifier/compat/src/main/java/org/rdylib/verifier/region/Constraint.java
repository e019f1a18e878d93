package org.rdylib.verifier.region;

/**
 * {@code longer: shorter} must hold.
 *
 * @param scope the binder under which it arises: what is assumed there may be used to prove it
 */
public record Constraint(Region longer, Region shorter, Scope scope, Origin origin) {
    @Override
    public String toString() {
        return longer + ": " + shorter;
    }
}
