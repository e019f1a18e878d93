package org.rdylib.loader;

/** A library called a closure after the call that lent it had returned. */
public final class StaleClosureException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public StaleClosureException(String message) {
        super(message);
    }
}
