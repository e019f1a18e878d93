package org.rdylib.verifier.region;

/** Thrown where function types are nested too deeply in invariant places to be compared in reasonable time. */
public final class TooComplexException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooComplexException() {
        super("more binders are nested in invariant places than can be opened");
    }
}
