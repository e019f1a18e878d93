package org.rdylib.loader;

/** A library was called through a handle that was closed. */
public final class LibraryClosedException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public LibraryClosedException(String message) {
        super(message);
    }
}
