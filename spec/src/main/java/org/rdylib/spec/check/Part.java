package org.rdylib.spec.check;

import java.util.stream.Stream;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/**
 * A field of a declaration, or a value that one of its variants carries.
 *
 * @param path how messages call it: {@code Type.field}, {@code Type::Variant}, {@code Type::Variant.field}
 */
record Part(String path, Type type) {

    /** All of a declaration, in order. */
    static Stream<Part> of(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct s ->
                s.fields().stream().map(f -> new Part(s.name() + "." + f.name(), f.type()));
            case TypeDeclaration.Enum e ->
                e.variants().stream().flatMap(v -> of(e.name() + "::" + v.name(), v.payload()));
            case TypeDeclaration.Opaque _ -> Stream.empty();
        };
    }

    private static Stream<Part> of(String path, Payload payload) {
        return switch (payload) {
            case Payload.None _ -> Stream.empty();
            case Payload.Positional p -> p.types().stream().map(t -> new Part(path, t));
            case Payload.Fields f -> f.fields().stream().map(x -> new Part(path + "." + x.name(), x.type()));
        };
    }
}
