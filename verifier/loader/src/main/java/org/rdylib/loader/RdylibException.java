package org.rdylib.loader;

/** Everything that loading a library or calling it can throw of its own. */
public abstract class RdylibException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RdylibException(String message) {
        super(message);
    }

    RdylibException(String message, Throwable cause) {
        super(message, cause);
    }
}
