package org.rdylib.loader;

/** A {@code FnOnce} was called a second time, by a library or by Java. */
public final class SpentClosureException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public SpentClosureException(String message) {
        super(message);
    }
}
