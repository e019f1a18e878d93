package org.rdylib.spec;

import java.util.Optional;

/**
 * A field of a struct or of an enum's variant.
 *
 * @param defaultValue the {@code default:} of a field of an append struct
 */
public record Field(String name, Type type, Optional<DefaultValue> defaultValue, Optional<String> doc, Place at) {

    /** A field without a default. */
    public Field(String name, Type type, Optional<String> doc, Place at) {
        this(name, type, Optional.empty(), doc, at);
    }

    /** The same field of another type. */
    public Field withType(Type type) {
        return new Field(name, type, defaultValue, doc, at);
    }

    /** The same field with another default. */
    public Field withDefault(Optional<DefaultValue> defaultValue) {
        return new Field(name, type, defaultValue, doc, at);
    }

    /** The same field with other documentation and another place. */
    public Field withHead(Optional<String> doc, Place at) {
        return new Field(name, type, defaultValue, doc, at);
    }
}
