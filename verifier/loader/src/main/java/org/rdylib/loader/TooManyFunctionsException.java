package org.rdylib.loader;

/**
 * A library was given more functions of Java's than there may be. Each different one that is passed where a bare {@code fn}
 * is wanted takes native memory for the life of the process, since nobody says when the library has no more use for it.
 */
public final class TooManyFunctionsException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was passed, in one line. */
    public TooManyFunctionsException(String message) {
        super(message);
    }
}
