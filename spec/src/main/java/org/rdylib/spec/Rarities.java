package org.rdylib.spec;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a descriptor has of the things that few have. A rule about one of them asks here, and does not walk through all
 * types to find that there is nothing to judge.
 *
 * @param found those that are there
 */
public record Rarities(Set<Rarity> found) {

    public Rarities {
        found = Set.copyOf(found);
    }

    /** What few descriptors have. */
    public enum Rarity {
        /** {@code *const T} or {@code *mut T}. */
        RAW_POINTER,
        /** One of C's own scalars, {@code c_int}. */
        C_SCALAR,
        /** An integer of 128 bits. */
        WIDE_INTEGER,
        /** A {@code fn} type, a closure or a future, be it that of an {@code async fn}. */
        FUNCTION,
        /** An export that is a leaf. */
        LEAF,
        /** An export with {@code c:}. */
        C_ENTRY,
        /** A struct with {@code packed:}. */
        PACKED_STRUCT,
        /** A struct with {@code align:}. */
        ALIGNED_STRUCT,
        /** A name with a library or namespace before it. */
        QUALIFIED_NAME
    }

    /** Those of {@code descriptor}, whether it is well-formed or not, and whether or not what it leaves out is written in. */
    public static Rarities of(Descriptor descriptor) {
        Builder rarities = new Builder();
        descriptor.types().forEach(rarities::add);
        descriptor.interfaces().forEach(rarities::add);
        descriptor.exports().forEach(rarities::add);
        descriptor.imports().forEach(rarities::add);
        return rarities.build();
    }

    /** Those of a descriptor that may not be there. */
    public static Rarities of(Optional<Descriptor> descriptor) {
        return descriptor.isPresent() ? of(descriptor.get()) : new Builder().build();
    }

    /** Whether one of them is there. */
    public boolean has(Rarity rarity) {
        return found.contains(rarity);
    }

    /** Whether a scalar is an integer of 128 bits. */
    public static boolean is128(Type.Scalar scalar) {
        return scalar.kind() == ScalarKind.U128 || scalar.kind() == ScalarKind.I128;
    }

    /** Finds the rarities of declarations that are given one by one, best as soon as they are there. */
    public static final class Builder {

        private final Set<Rarity> found = EnumSet.noneOf(Rarity.class);

        /** A builder that has found nothing yet. */
        public Builder() {}

        /** Looks at a type. */
        public void add(TypeDeclaration declaration) {
            name(declaration.name());
            if (declaration instanceof TypeDeclaration.Struct s) {
                if (s.packed().isPresent()) {
                    found.add(Rarity.PACKED_STRUCT);
                }
                if (s.align().isPresent()) {
                    found.add(Rarity.ALIGNED_STRUCT);
                }
            }
            Types.forEachField(declaration, this::within);
        }

        /** Looks at an interface. */
        public void add(InterfaceDeclaration declaration) {
            name(declaration.name());
            for (Method method : declaration.methods()) {
                signature(method.signature());
            }
        }

        /** Looks at an export. */
        public void add(Export export) {
            if (export.isLeaf()) {
                found.add(Rarity.LEAF);
            }
            if (export.c().isPresent()) {
                found.add(Rarity.C_ENTRY);
            }
            signature(export.signature());
        }

        /** Looks at an import. */
        public void add(Import imported) {
            signature(imported.signature());
        }

        /** What was found. */
        public Rarities build() {
            return new Rarities(found);
        }

        private void signature(Signature signature) {
            if (signature.isAsync()) {
                found.add(Rarity.FUNCTION);
            }
            Types.forEachPart(signature, this::within);
        }

        private void within(Type type) {
            Types.forEach(type, this::note);
        }

        private void note(Type type) {
            switch (type) {
                case Type.Pointer _ -> found.add(Rarity.RAW_POINTER);
                case Type.Function _, Type.Closure _ -> found.add(Rarity.FUNCTION);
                case Type.Named n -> name(n.name());
                case Type.InterfaceObject o -> name(o.name());
                case Type.Scalar s when s.kind().isOfC() -> found.add(Rarity.C_SCALAR);
                case Type.Scalar s when is128(s) -> found.add(Rarity.WIDE_INTEGER);
                case Type _ -> {}
            }
        }

        private void name(String name) {
            if (QualifiedName.isQualified(name)) {
                found.add(Rarity.QUALIFIED_NAME);
            }
        }
    }
}
