package org.rdylib.spec;

import java.util.Optional;

/** A function that the host provides to the plugin. */
public record Import(String name, Signature signature, Optional<String> doc, Place at) {

    /** The same import with another signature. */
    public Import withSignature(Signature signature) {
        return new Import(name, signature, doc, at);
    }

    /** The same import with other documentation and another place. */
    public Import withHead(Optional<String> doc, Place at) {
        return new Import(name, signature, doc, at);
    }
}
