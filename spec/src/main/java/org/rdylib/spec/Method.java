package org.rdylib.spec;

import java.util.Optional;

/**
 * A method of an interface; its signature has a receiver.
 *
 * @param isOptional whether a caller copes with objects that do not have it
 */
public record Method(String name, Signature signature, boolean isOptional, Optional<String> doc, Place at) {

    /** A method that is not optional. */
    public Method(String name, Signature signature, Optional<String> doc, Place at) {
        this(name, signature, false, doc, at);
    }

    /** The same method with another signature. */
    public Method withSignature(Signature signature) {
        return new Method(name, signature, isOptional, doc, at);
    }

    /** The same method with other documentation and another place. */
    public Method withHead(Optional<String> doc, Place at) {
        return new Method(name, signature, isOptional, doc, at);
    }
}
