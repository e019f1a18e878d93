package org.rdylib.verifier.region;

/** Thrown where function types are nested too deeply in invariant places to be compared in reasonable time. */
public final class TooComplexException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooComplexException() {
        super("function types are nested too deeply behind `&mut` to be compared");
    }
}
