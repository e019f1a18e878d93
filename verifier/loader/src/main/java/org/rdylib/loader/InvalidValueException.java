package org.rdylib.loader;

/** A library gave a value that its descriptor rules out: text that is not UTF-8, a {@code bool} that is neither 0 nor 1. */
public final class InvalidValueException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public InvalidValueException(String message) {
        super(message);
    }
}
