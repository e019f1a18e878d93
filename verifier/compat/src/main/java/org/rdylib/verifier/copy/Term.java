package org.rdylib.verifier.copy;

import org.rdylib.spec.Type;

/** A type on one side, with what its lifetimes stand for. */
public record Term(Type type, Lifetimes lifetimes) {

    public Side side() {
        return lifetimes.side();
    }

    /** A part of this type. */
    public Term at(Type part) {
        return new Term(part, lifetimes);
    }
}
