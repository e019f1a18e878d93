package org.rdylib.spec.internal;

import java.util.EnumSet;
import java.util.Set;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.QualifiedName;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * What a descriptor has of the things that few have. A rule about one of them asks here, and does not walk through all
 * types to find that there is nothing to judge.
 */
public final class Rarities {

    /** What few descriptors have. */
    public enum Rarity {
        RAW_POINTER,
        C_SCALAR,
        /** An integer of 128 bits. */
        WIDE_INTEGER,
        /** A {@code fn} type, a closure or a future, be it that of an {@code async fn}. */
        FUNCTION,
        /** An export that is a leaf. */
        LEAF,
        /** An export with {@code c:}. */
        C_ENTRY,
        PACKED_STRUCT,
        ALIGNED_STRUCT,
        /** A name with a library or namespace before it. */
        QUALIFIED_NAME
    }

    private final Set<Rarity> found = EnumSet.noneOf(Rarity.class);

    private Rarities() {}

    /** Those of {@code descriptor}, whether it is well-formed or not, and whether or not what it leaves out is written in. */
    public static Rarities of(Descriptor descriptor) {
        Rarities rarities = new Rarities();
        for (TypeDeclaration declaration : descriptor.types()) {
            rarities.declaration(declaration);
        }
        for (InterfaceDeclaration declaration : descriptor.interfaces()) {
            rarities.name(declaration.name());
        }
        for (Export export : descriptor.exports()) {
            rarities.export(export);
        }
        for (Signature signature : Types.signatures(descriptor)) {
            rarities.signature(signature);
        }
        return rarities;
    }

    /** Whether one of them is there. */
    public boolean has(Rarity rarity) {
        return found.contains(rarity);
    }

    private void declaration(TypeDeclaration declaration) {
        name(declaration.name());
        if (declaration instanceof TypeDeclaration.Struct s) {
            s.packed().ifPresent(_ -> found.add(Rarity.PACKED_STRUCT));
            s.align().ifPresent(_ -> found.add(Rarity.ALIGNED_STRUCT));
        }
        Types.forEachField(declaration, this::within);
    }

    private void export(Export export) {
        if (export.isLeaf()) {
            found.add(Rarity.LEAF);
        }
        if (export.c().isPresent()) {
            found.add(Rarity.C_ENTRY);
        }
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

    /** Whether a scalar is an integer of 128 bits. */
    public static boolean is128(Type.Scalar scalar) {
        return scalar.kind() == ScalarKind.U128 || scalar.kind() == ScalarKind.I128;
    }
}
