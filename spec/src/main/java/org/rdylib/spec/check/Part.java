package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.spec.Field;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.internal.Lists;

/**
 * A field of a declaration, or a value that one of its variants carries.
 *
 * @param holder what it is a part of: {@code Type} or {@code Type::Variant}
 * @param name its own; empty for what a variant carries without a name
 */
record Part(String holder, String name, Type type) {

    /** How messages call it: {@code Type.field}, {@code Type::Variant}, {@code Type::Variant.field}. */
    String path() {
        return name.isEmpty() ? holder : holder + "." + name;
    }

    /** All of a declaration, in order. */
    static List<Part> of(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct s -> fields(s.name(), s.fields());
            case TypeDeclaration.Enum e -> {
                List<Part> parts = new ArrayList<>();
                e.variants().forEach(v -> parts.addAll(of(e.name() + "::" + v.name(), v.payload())));
                yield parts;
            }
            case TypeDeclaration.Opaque _ -> List.of();
        };
    }

    private static List<Part> of(String variant, Payload payload) {
        return switch (payload) {
            case Payload.None _ -> List.of();
            case Payload.Positional p -> Lists.map(p.types(), t -> new Part(variant, "", t));
            case Payload.Fields f -> fields(variant, f.fields());
        };
    }

    private static List<Part> fields(String holder, List<Field> fields) {
        return Lists.map(fields, f -> new Part(holder, f.name(), f.type()));
    }
}
