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

    /** Whether anybody but the library knows how large it is. */
    default boolean hasSize() {
        return !(this instanceof Opaque);
    }

    /** The same declaration with other claims. */
    TypeDeclaration withClaims(List<Claim> claims);

    /** The same declaration under another name. */
    TypeDeclaration withName(String name);

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
        public Struct withName(String name) {
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
        public Enum withName(String name) {
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

    /**
     * A type that only the library looks into: C's incomplete struct. It stands behind a reference or raw pointer, and
     * in {@code Box} if it has a {@code drop}.
     *
     * @param covariant the lifetimes that may be shortened, which is taken on trust; it is invariant in the others
     * @param claims the bounds that it has, which is taken on trust; it has no others
     * @param drop the symbol of the function that ends what {@code Box} holds
     */
    record Opaque(
            String name,
            List<LifetimeParameter> lifetimes,
            List<Lifetime.Named> covariant,
            List<Claim> claims,
            Optional<String> drop,
            Optional<String> doc,
            Place at)
            implements TypeDeclaration {
        public Opaque {
            lifetimes = List.copyOf(lifetimes);
            covariant = List.copyOf(covariant);
            claims = List.copyOf(claims);
        }

        @Override
        public Evolution evolution() {
            return Evolution.FROZEN;
        }

        /** Whether it may stand for one with a shorter {@code lifetime}. */
        public boolean isCovariantIn(LifetimeParameter lifetime) {
            return covariant.stream().anyMatch(l -> l.name().equals(lifetime.name()));
        }

        /** This one with other names and places of the lifetimes that may be shortened. */
        public Opaque withCovariant(List<Lifetime.Named> covariant) {
            return new Opaque(name, lifetimes, covariant, claims, drop, doc, at);
        }

        @Override
        public Opaque withName(String name) {
            return new Opaque(name, lifetimes, covariant, claims, drop, doc, at);
        }

        @Override
        public Opaque withClaims(List<Claim> claims) {
            return new Opaque(name, lifetimes, covariant, claims, drop, doc, at);
        }

        @Override
        public Opaque withHead(List<LifetimeParameter> lifetimes, Optional<String> doc, Place at) {
            return new Opaque(name, lifetimes, covariant, claims, drop, doc, at);
        }
    }
}
