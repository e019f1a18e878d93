package org.rdylib.verifier.copy;

/** A lifetime as a type declaration sees it. */
public sealed interface DeclaredLifetime {

    /** The declaration's lifetime parameter of that number. */
    record Parameter(int index) implements DeclaredLifetime {}

    /** A lifetime that is the same for every use. */
    enum Constant implements DeclaredLifetime {
        STATIC,
        DYLIB
    }
}
