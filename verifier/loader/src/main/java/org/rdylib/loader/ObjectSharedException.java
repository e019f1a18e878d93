package org.rdylib.loader;

/** A method that needs an object for itself was called through an {@code Arc} or a shared reference to it. */
public final class ObjectSharedException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public ObjectSharedException(String message) {
        super(message);
    }
}
