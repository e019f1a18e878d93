package org.rdylib.spec.layout;

import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;

/**
 * A part of a value, directly within it.
 *
 * @param path {@code a} for a field, {@code 0} for a tuple's element, {@code tag}, {@code Variant.0} or {@code
 *     Variant.name} for what a variant carries ({@code Some.0}, {@code Ok.0}, {@code Err.0} too), {@link Word#label()}
 *     for a word
 * @param offset from the start of the value, in bytes
 * @param size in bytes
 */
public record Slot(String path, long offset, long size, Content content) {

    /** What lies there. */
    public sealed interface Content {
        /** A value of this type. */
        record Value(Type type) implements Content {}

        /** The discriminant of an enum, {@code Option} or {@code Result}, as this integer. */
        record Tag(ScalarKind kind) implements Content {}

        /** A word of a built-in type. */
        record BuiltIn(Word word) implements Content {}
    }

    /** The byte after the last one. */
    public long end() {
        return offset + size;
    }
}
