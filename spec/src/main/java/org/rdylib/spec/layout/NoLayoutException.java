package org.rdylib.spec.layout;

/** Thrown where a type has no layout on a target. A descriptor that was checked for the target holds no such type. */
public sealed class NoLayoutException extends RuntimeException permits TooLargeException {

    private static final long serialVersionUID = 1;

    NoLayoutException(String message) {
        super(message);
    }
}
