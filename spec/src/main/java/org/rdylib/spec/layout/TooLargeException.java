package org.rdylib.spec.layout;

/** Thrown where a value would be larger than the target's greatest object. */
public final class TooLargeException extends NoLayoutException {

    private static final long serialVersionUID = 1;

    TooLargeException(Target target) {
        super("larger than the greatest object of " + target.triple() + ", " + target.greatestSize() + " bytes");
    }
}
