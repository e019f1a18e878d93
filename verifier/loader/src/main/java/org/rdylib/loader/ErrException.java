package org.rdylib.loader;

/** A {@link Result.Err} whose value was asked for all the same. */
public final class ErrException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With the error, as text. */
    public ErrException(String message) {
        super(message);
    }
}
