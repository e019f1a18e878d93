package org.rdylib.spec;

/** A {@code where} clause {@code 'longer: 'shorter}. */
public record Outlives(Lifetime longer, Lifetime shorter, Place at) {
    @Override
    public String toString() {
        return longer + ": " + shorter;
    }
}
