package org.rdylib.loader;

/** The JVM was started without native access for the loader. */
public final class NativeAccessException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public NativeAccessException(String message) {
        super(message);
    }
}
