package org.rdylib.verifier;

/** Thrown where no verdict can be given: neither that a pair fits, nor that it does not. */
public sealed class UndecidedException extends UnsupportedOperationException permits UnsupportedPolicyException {

    private static final long serialVersionUID = 1;

    UndecidedException(String message) {
        super(message);
    }
}
