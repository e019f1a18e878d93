package org.rdylib.verifier.image;

import org.rdylib.spec.Code;

/** Thrown where a file cannot be read as a library with a descriptor; nothing of the library has been run. */
public final class LibraryImageException extends Exception {

    private static final long serialVersionUID = 1;

    private final Code code;

    /**
     * Makes the exception.
     *
     * @param code the rule that the file breaks, one of {@code RDY06xx}
     * @param message what is wrong, in one line, without the file's name and a full stop
     */
    public LibraryImageException(Code code, String message) {
        super(message);
        this.code = code;
    }

    /** The rule that the file breaks. */
    public Code code() {
        return code;
    }
}
