package org.rdylib.loader;

/** A future was asked for its result a second time, by a library or by Java. */
public final class SpentFutureException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public SpentFutureException(String message) {
        super(message);
    }
}
