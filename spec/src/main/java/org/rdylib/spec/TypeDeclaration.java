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

    /** What later versions of it may change. */
    Evolution evolution();

    /** What its {@code bounds:} promise, each bound once, as it is written. */
    List<Claim> claims();

    /** Its documentation. */
    Optional<String> doc();

    /** Where its name is written. */
    Place at();

    /** The same declaration with other claims. */
    TypeDeclaration withClaims(List<Claim> claims);

    /** The same declaration with other lifetime parameters, documentation and place. */
    TypeDeclaration withHead(List<LifetimeParameter> lifetimes, Optional<String> doc, Place at);

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
            Evolution evolution,
            List<Claim> claims,
            Optional<String> doc,
            Place at)
            implements TypeDeclaration {
        public Struct {
            lifetimes = List.copyOf(lifetimes);
            fields = List.copyOf(fields);
            claims = List.copyOf(claims);
        }

        /** A frozen struct without claims. */
        public Struct(
                String name,
                List<LifetimeParameter> lifetimes,
                List<Field> fields,
                OptionalInt packed,
                OptionalInt align,
                Optional<String> doc,
                Place at) {
            this(name, lifetimes, fields, packed, align, Evolution.FROZEN, List.of(), doc, at);
        }

        /** This one with other fields. */
        public Struct withFields(List<Field> fields) {
            return new Struct(name, lifetimes, fields, packed, align, evolution, claims, doc, at);
        }

        @Override
        public Struct withClaims(List<Claim> claims) {
            return new Struct(name, lifetimes, fields, packed, align, evolution, claims, doc, at);
        }

        @Override
        public Struct withHead(List<LifetimeParameter> lifetimes, Optional<String> doc, Place at) {
            return new Struct(name, lifetimes, fields, packed, align, evolution, claims, doc, at);
        }
    }

    /**
     * An enum, with or without payloads.
     *
     * @param repr the integer type of its discriminant: {@code u8…u64}, {@code i8…i64}
     * @param storage the {@code storage: N} of an append enum: how many bytes a value has in every version, its tag
     *     included; a multiple of 8
     */
    record Enum(
            String name,
            List<LifetimeParameter> lifetimes,
            ScalarKind repr,
            List<Variant> variants,
            Evolution evolution,
            OptionalInt storage,
            List<Claim> claims,
            Optional<String> doc,
            Place at)
            implements TypeDeclaration {
        public Enum {
            lifetimes = List.copyOf(lifetimes);
            variants = List.copyOf(variants);
            claims = List.copyOf(claims);
        }

        /** A frozen enum without claims. */
        public Enum(
                String name,
                List<LifetimeParameter> lifetimes,
                ScalarKind repr,
                List<Variant> variants,
                Optional<String> doc,
                Place at) {
            this(name, lifetimes, repr, variants, Evolution.FROZEN, OptionalInt.empty(), List.of(), doc, at);
        }

        /** This one with other variants. */
        public Enum withVariants(List<Variant> variants) {
            return new Enum(name, lifetimes, repr, variants, evolution, storage, claims, doc, at);
        }

        @Override
        public Enum withClaims(List<Claim> claims) {
            return new Enum(name, lifetimes, repr, variants, evolution, storage, claims, doc, at);
        }

        @Override
        public Enum withHead(List<LifetimeParameter> lifetimes, Optional<String> doc, Place at) {
            return new Enum(name, lifetimes, repr, variants, evolution, storage, claims, doc, at);
        }

        /** Whether a value is more than its discriminant: some variant carries something, or may in a later version. */
        public boolean hasPayload() {
            return storage.isPresent() || variants.stream().anyMatch(v -> !(v.payload() instanceof Payload.None));
        }
    }
}
