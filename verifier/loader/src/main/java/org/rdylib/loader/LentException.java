package org.rdylib.loader;

/**
 * What is lent to a call as {@code &mut}, or for longer, was used meanwhile: a place was read, changed or passed again, or an array passed
 * again. Or a place was used after the callback that it was made for.
 */
public final class LentException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public LentException(String message) {
        super(message);
    }
}
