package org.rdylib.spec;

import java.util.Optional;

/**
 * A function that the host provides to the plugin.
 *
 * @param isOptional whether the plugin copes with a host that does not provide it
 */
public record Import(String name, Signature signature, boolean isOptional, Optional<String> doc, Place at) {

    /** An import that is not optional. */
    public Import(String name, Signature signature, Optional<String> doc, Place at) {
        this(name, signature, false, doc, at);
    }

    /** The same import with another signature. */
    public Import withSignature(Signature signature) {
        return new Import(name, signature, isOptional, doc, at);
    }

    /** The same import with other documentation and another place. */
    public Import withHead(Optional<String> doc, Place at) {
        return new Import(name, signature, isOptional, doc, at);
    }
}
