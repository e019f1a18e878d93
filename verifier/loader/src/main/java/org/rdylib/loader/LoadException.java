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

    /** The rule that the library breaks. */
    public final Code code() {
        return code;
    }
}
