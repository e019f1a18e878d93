package org.rdylib.loader;

import org.rdylib.spec.Code;

/** A library that was not loaded. None of its code has run, unless the system's linker ran it while it failed. */
public abstract class LoadException extends RdylibException {

    private static final long serialVersionUID = 1L;

    private final Code code;

    LoadException(Code code, String message) {
        super(message);
        this.code = code;
    }

    LoadException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** {@code message} with the code before it, as reports have it: {@code rdylib explain} tells more of that. */
    static String told(Code code, String message) {
        return "error[" + code.id() + "]: " + message;
    }

    /** The rule that the library breaks. */
    public final Code code() {
        return code;
    }
}
