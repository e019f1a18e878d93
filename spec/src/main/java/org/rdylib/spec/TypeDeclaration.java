package org.rdylib.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A type that a descriptor declares under {@code types:}. */
public sealed interface TypeDeclaration {

    /** Its name. */
    String name();

    /** Its lifetime parameters, in order. */
    List<LifetimeParameter> lifetimes();

    /** Its documentation. */
    Optional<String> doc();

    /** Where its name is written. */
    Place at();

    /**
     * A struct.
     *
     * @param packed the {@code packed: N} of it, a power of two
     * @param align the {@code align: N} of it, a power of two
     */
    record Struct(
            String name,
            List<LifetimeParameter> lifetimes,
            List<Field> fields,
            OptionalInt packed,
            OptionalInt align,
            Optional<String> doc,
            Place at)
            implements TypeDeclaration {
        public Struct {
            lifetimes = List.copyOf(lifetimes);
            fields = List.copyOf(fields);
        }
    }

    /**
     * An enum, with or without payloads.
     *
     * @param repr the integer type of its discriminant: {@code u8…u64}, {@code i8…i64}
     */
    record Enum(
            String name,
            List<LifetimeParameter> lifetimes,
            ScalarKind repr,
            List<Variant> variants,
            Optional<String> doc,
            Place at)
            implements TypeDeclaration {
        public Enum {
            lifetimes = List.copyOf(lifetimes);
            variants = List.copyOf(variants);
        }

        /** Whether some variant carries something. */
        public boolean hasPayload() {
            return variants.stream().anyMatch(v -> !(v.payload() instanceof Payload.None));
        }
    }
}
