package org.rdylib.loader;

/** A library called a closure or an object of Java that it had no more: after the call that lent it, or after dropping it. */
public final class StaleClosureException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public StaleClosureException(String message) {
        super(message);
    }
}
