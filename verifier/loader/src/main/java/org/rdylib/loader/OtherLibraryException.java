package org.rdylib.loader;

/**
 * An object of one library was passed to another, or to the same file under another stub; or what may grow, to a library
 * that knows it by a copy of another age, or to any but its own where that knows more of it than the program.
 */
public final class OtherLibraryException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public OtherLibraryException(String message) {
        super(message);
    }
}
