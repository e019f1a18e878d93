package org.rdylib.verifier.internal;

import org.rdylib.spec.Type;

/** A type on one side, with what its lifetimes stand for. */
record Term(Type type, Lifetimes lifetimes) {

    Side side() {
        return lifetimes.side();
    }

    /** A part of this type. */
    Term at(Type part) {
        return new Term(part, lifetimes);
    }
}
