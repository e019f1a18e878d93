package org.rdylib.loader;

/** An object of a library was used while it is in use: re-entered, dropped inside its own call, or lent to a region. */
public final class ObjectBusyException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public ObjectBusyException(String message) {
        super(message);
    }
}
