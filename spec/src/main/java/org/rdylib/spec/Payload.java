package org.rdylib.spec;

import java.util.List;

/** What a variant of an enum carries. */
public sealed interface Payload {

    /** Nothing. */
    record None() implements Payload {}

    /** Values without names, at least one. */
    record Positional(List<Type> types) implements Payload {
        public Positional {
            types = List.copyOf(types);
        }
    }

    /** Named fields, at least one. */
    record Fields(List<Field> fields) implements Payload {
        public Fields {
            fields = List.copyOf(fields);
        }
    }
}
