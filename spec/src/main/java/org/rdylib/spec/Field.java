package org.rdylib.spec;

import java.util.Optional;

/** A field of a struct or of an enum's variant. */
public record Field(String name, Type type, Optional<String> doc, Place at) {

    /** The same field of another type. */
    public Field withType(Type type) {
        return new Field(name, type, doc, at);
    }

    /** The same field with other documentation and another place. */
    public Field withHead(Optional<String> doc, Place at) {
        return new Field(name, type, doc, at);
    }
}
