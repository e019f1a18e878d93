package org.rdylib.loader;

/** An optional function that the library does not have was called: an export, or a method of one of its objects. */
public final class AbsentFunctionException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public AbsentFunctionException(String message) {
        super(message);
    }
}
