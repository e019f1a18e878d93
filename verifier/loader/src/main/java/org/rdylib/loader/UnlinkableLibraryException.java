package org.rdylib.loader;

import org.rdylib.spec.Code;

/**
 * A library that is well-formed and does not fit: built for another machine, refused by the system's linker (whose own
 * words are in the message), without a symbol that its descriptor promises, or already in use.
 */
public final class UnlinkableLibraryException extends LoadException {

    private static final long serialVersionUID = 1L;

    /** With the file and what is wrong with it, in one line; the code is put before it. */
    public UnlinkableLibraryException(Code code, String message) {
        super(code, told(code, message));
    }
}
