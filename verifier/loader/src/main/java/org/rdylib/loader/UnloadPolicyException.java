package org.rdylib.loader;

/** A library was asked for under an unload policy that this version cannot keep. */
public final class UnloadPolicyException extends RdylibException {

    private static final long serialVersionUID = 1L;

    /** With what was done, in one line. */
    public UnloadPolicyException(String message) {
        super(message);
    }
}
