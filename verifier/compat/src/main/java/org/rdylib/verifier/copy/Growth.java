package org.rdylib.verifier.copy;

import org.rdylib.spec.Evolution;
import org.rdylib.spec.TypeDeclaration;

/** What a newer copy of a type that may grow has in common with an older one. */
public final class Growth {

    private Growth() {}

    /** How many fields or variants a copy has. */
    public static int members(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct s -> s.fields().size();
            case TypeDeclaration.Enum e -> e.variants().size();
            case TypeDeclaration.Opaque _ -> 0;
        };
    }

    /** Whether both copies may grow, or would if they agreed about it. */
    public static boolean isMeant(TypeDeclaration one, TypeDeclaration other) {
        return one.evolution() == Evolution.APPEND || other.evolution() == Evolution.APPEND;
    }

    /** The first {@code count} members of a copy. */
    public static TypeDeclaration first(int count, TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct s
            when count < s.fields().size() -> s.withFields(s.fields().subList(0, count));
            case TypeDeclaration.Enum e
            when count < e.variants().size() -> e.withVariants(e.variants().subList(0, count));
            case TypeDeclaration.Struct _, TypeDeclaration.Enum _, TypeDeclaration.Opaque _ -> declaration;
        };
    }
}
