package org.rdylib.verifier;

/** Thrown where a verdict is asked for under a policy that this version cannot judge. */
public final class UnsupportedPolicyException extends UndecidedException {

    private static final long serialVersionUID = 1;

    UnsupportedPolicyException(Unload unload) {
        super("this version cannot judge descriptors under `unload: " + unload.spelling() + "`");
    }
}
