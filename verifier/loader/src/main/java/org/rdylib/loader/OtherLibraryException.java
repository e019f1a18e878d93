package org.rdylib.loader;

/** An object of one library was passed to another, or to the same file under another stub. */
public final class OtherLibraryException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public OtherLibraryException(String message) {
        super(message);
    }
}
