package org.rdylib.loader;

/** An object of a library was used after it was dropped. */
public final class ObjectDroppedException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public ObjectDroppedException(String message) {
        super(message);
    }
}
