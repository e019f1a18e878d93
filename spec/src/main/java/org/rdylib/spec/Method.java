package org.rdylib.spec;

import java.util.Optional;

/** A method of an interface; its signature has a receiver. */
public record Method(String name, Signature signature, Optional<String> doc, Place at) {

    /** The same method with another signature. */
    public Method withSignature(Signature signature) {
        return new Method(name, signature, doc, at);
    }

    /** The same method with other documentation and another place. */
    public Method withHead(Optional<String> doc, Place at) {
        return new Method(name, signature, doc, at);
    }
}
