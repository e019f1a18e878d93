package org.rdylib.codegen.java.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Place;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.layout.Layouts;

/** Values of more bytes than an {@code int} counts: no list of Java's holds what is in them. */
final class LargeValues {
    private final Layouts layouts;
    private final List<Diagnostic> refused = new ArrayList<>();

    private LargeValues(Layouts layouts) {
        this.layouts = layouts;
    }

    /** Each of them that consists of smaller ones. */
    static List<Diagnostic> refused(Descriptor descriptor, Layouts layouts) {
        LargeValues large = new LargeValues(layouts);
        for (TypeDeclaration declaration : descriptor.types()) {
            List<Type> fields = new ArrayList<>();
            Types.forEachField(declaration, fields::add);
            if (declaration.hasSize()) {
                large.check(
                        layouts.ofType(declaration.name()).size(),
                        fields.stream().filter(field -> !(field instanceof Type.Unit)),
                        declaration.at());
            }
            fields.forEach(large::parts);
        }
        Types.signatures(descriptor).forEach(signature -> Types.forEachPart(signature, large::parts));
        return List.copyOf(large.refused);
    }

    private void parts(Type type) {
        Types.forEach(type, part -> {
            switch (part) {
                case Type.Array a -> check(size(a), Stream.of(a.element()), a.at());
                case Type.Tuple t -> check(size(t), t.elements().stream(), t.at());
                case Type.Option o -> check(size(o), Stream.of(o.value()), o.at());
                case Type.Result r -> check(size(r), Stream.of(r.ok(), r.err()), r.at());
                case Type _ -> {}
            }
        });
    }

    private void check(long size, Stream<Type> parts, Place place) {
        if (isLarge(size) && parts.noneMatch(part -> isLarge(size(part)))) {
            refused.add(Lack.LARGE_VALUE.at(place));
        }
    }

    private long size(Type type) {
        return type instanceof Type.Unit ? 0 : layouts.of(type).size();
    }

    private static boolean isLarge(long size) {
        return size > Integer.MAX_VALUE;
    }
}
