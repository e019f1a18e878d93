package org.rdylib.loader;

import org.rdylib.spec.Code;

/** A file that cannot be read as a library with a descriptor: no library, truncated, without a note, or a wrong note. */
public final class MalformedLibraryException extends LoadException {

    private static final long serialVersionUID = 1L;

    /** With the file and what is wrong with it, in one line; the code is put before it. */
    public MalformedLibraryException(Code code, String message) {
        super(code, told(code, message));
    }

    /** With the file and what is wrong with it, in one line; the code is put before it. */
    public MalformedLibraryException(Code code, String message, Throwable cause) {
        super(code, told(code, message), cause);
    }
}
