package org.rdylib.conformance.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Export;
import org.rdylib.spec.Field;
import org.rdylib.spec.Import;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Payload;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;

/**
 * Something that a plugin can do which no value of a type allows: a {@code bool} of 2, a {@code char} of 0xD800, a tag that
 * no variant has, text that is not UTF-8, or a null pointer.
 *
 * @param what what to tell the plugin: the place, with {@code #} behind it for a tag and {@code &} for a pointer
 * @param place what the error must begin with
 * @param message what else it must say
 * @param isKnown whether all that is owned in the value can still be found and freed
 */
record Spoiling(String what, String place, String message, boolean isKnown) {

    /** All that a plugin can do while {@code export} is called. */
    static List<Spoiling> of(Data data, Export export) {
        Collector collector = new Collector(data, true);
        Descriptor descriptor = data.descriptor().descriptor();
        if (Boundary.isCaller(export)) {
            Import called = Boundary.called(export, descriptor);
            collector.arguments(called.name(), called.signature(), called.name() + "(%s)");
            return collector.all;
        }
        String name = export.name();
        for (Parameter p : export.signature().parameters()) {
            String place = name + "(" + p.name() + ")";
            collector.code(p.type(), place);
            Boundary.exclusive(p.type()).ifPresent(r -> collector.after(r, data.after(r, place), place));
        }
        collector.result(name, export.signature());
        return collector.all;
    }

    /**
     * All that a host can do to a plugin in Rust while it calls {@code export}. Rust looks at what is passed, and at what
     * that owns; what stands behind references is taken on trust.
     */
    static List<Spoiling> ofHost(Data data, Export export) {
        Collector collector = new Collector(data, false);
        if (Boundary.isCaller(export)) {
            Import called = Boundary.called(export, data.descriptor().descriptor());
            collector.result(called.name(), called.signature());
            return collector.all;
        }
        for (Parameter p : export.signature().parameters()) {
            String place = export.name() + "(" + p.name() + ")";
            data.code(p.type(), place)
                    .ifPresentOrElse(
                            code -> code.callable().forEach(e -> collector.result(e.path(), e.signature())),
                            () -> collector.collect(p.type(), data.of(p.type(), place), place, false));
        }
        return collector.all;
    }

    /** Walks through values as their types say. */
    private static final class Collector {

        private final Data data;
        private final boolean behindReferences;
        private final List<Spoiling> all = new ArrayList<>();

        /** @param behindReferences whether what references point to counts */
        Collector(Data data, boolean behindReferences) {
            this.data = data;
            this.behindReferences = behindReferences;
        }

        void result(String path, Signature signature) {
            if (data.code(signature.result(), path + "()").isEmpty()) {
                collect(signature.result(), data.of(signature.result(), path + "()"), path + "()", false);
            }
        }

        /** What is passed to what the other side gives. Java names the parameters of a closure by their types. */
        void code(Type type, String place) {
            data.code(type, place)
                    .ifPresent(code -> code.callable()
                            .forEach(e -> arguments(e.path(), e.signature(), code.isObject() ? "" : place + "(")));
        }

        void arguments(String path, Signature signature, String place) {
            for (int i = 0; i < signature.parameters().size(); i++) {
                Parameter p = signature.parameters().get(i);
                String within = Data.place(p, i, path);
                if (data.code(p.type(), within).isEmpty()) {
                    collect(p.type(), data.of(p.type(), within), place.formatted(Boundary.name(p, i)), false);
                }
            }
        }

        /** What is left behind a {@code &mut}; the pointer itself is the caller's. */
        void after(Type.Reference reference, Datum after, String place) {
            switch (after) {
                case Datum.Elements e -> e.parts().forEach(p -> collect(element(reference.target()), p, place, false));
                case Datum.Behind b -> collect(reference.target(), b.target(), place, false);
                case Datum.Text _ -> {}
                case Datum other -> throw new IllegalArgumentException(other.path());
            }
        }

        private void add(String what, String place, String message, boolean isKnown) {
            all.add(new Spoiling(what, place, message, isKnown));
        }

        /** @param isOptional whether null stands for {@code None} there */
        void collect(Type type, Datum datum, String place, boolean isOptional) {
            String path = datum.path();
            switch (type) {
                case Type.Scalar s when s.kind() == ScalarKind.BOOL -> add(path, place, "2 is no bool", true);
                case Type.Scalar s when s.kind() == ScalarKind.CHAR -> add(path, place, "0xd800 is no char", true);
                case Type.Scalar _, Type.Unit _ -> {}
                case Type.Reference r -> behind(r.target(), datum, place, isOptional, behindReferences);
                case Type.Boxed b -> behind(b.target(), datum, place, isOptional, true);
                case Type.Shared s -> behind(s.target(), datum, place, isOptional, behindReferences);
                case Type.Text _ -> text(datum, place, isOptional);
                case Type.Vector v -> elements(v.element(), datum, place, isOptional, true);
                case Type.Option o
                when isNullable(o.value()) ->
                    ((Datum.Choice) datum).parts().forEach(p -> collect(o.value(), p, place, true));
                case Type.Option o -> {
                    add(path + "#", place, "99 is no variant of Option", false);
                    ((Datum.Choice) datum).parts().forEach(p -> collect(o.value(), p, place, false));
                }
                case Type.Result r -> {
                    Datum.Choice choice = (Datum.Choice) datum;
                    add(path + "#", place, "99 is no variant of Result", false);
                    collect(
                            choice.index() == 0 ? r.ok() : r.err(),
                            choice.parts().getFirst(),
                            place,
                            false);
                }
                case Type.Tuple t -> {
                    List<Datum> parts = ((Datum.Parts) datum).parts();
                    IntStream.range(0, parts.size())
                            .forEach(i -> collect(t.elements().get(i), parts.get(i), place, false));
                }
                case Type.Array a -> ((Datum.Parts) datum).parts().forEach(p -> collect(a.element(), p, place, false));
                case Type.Named n -> declared(data.descriptor().type(n.name()), datum, place);
                case Type t -> throw new IllegalArgumentException(t.toString());
            }
        }

        private void declared(TypeDeclaration declaration, Datum datum, String place) {
            switch (declaration) {
                case TypeDeclaration.Struct s -> fields(s.fields(), ((Datum.Parts) datum).parts(), s.name());
                case TypeDeclaration.Enum _ when datum instanceof Datum.Unknown -> {}
                case TypeDeclaration.Enum e -> {
                    Datum.Choice choice = (Datum.Choice) datum;
                    if (e.evolution() == Evolution.FROZEN) {
                        add(
                                choice.path() + "#",
                                e.hasPayload() ? e.name() : place,
                                "99 is no variant of " + e.name(),
                                false);
                    }
                    Variant variant = e.variants().get(choice.index());
                    String within = e.name() + "::" + variant.name();
                    switch (variant.payload()) {
                        case Payload.None _ -> {}
                        case Payload.Fields f -> fields(f.fields(), choice.parts(), within);
                        case Payload.Positional p ->
                            IntStream.range(0, p.types().size())
                                    .forEach(i -> collect(
                                            p.types().get(i), choice.parts().get(i), within + "." + i, false));
                    }
                }
                case TypeDeclaration other -> throw new IllegalArgumentException(other.name());
            }
        }

        private void fields(List<Field> fields, List<Datum> parts, String within) {
            for (int i = 0; i < parts.size(); i++) {
                // What has a default is in one copy only.
                if (fields.get(i).defaultValue().isPresent()) {
                    continue;
                }
                collect(
                        fields.get(i).type(),
                        parts.get(i),
                        within + "." + fields.get(i).name(),
                        false);
            }
        }

        /** @param isSeen whether what the pointer points to counts */
        private void behind(Type target, Datum datum, String place, boolean isOptional, boolean isSeen) {
            switch (target) {
                case Type.Str _ -> text(datum, place, isOptional);
                case Type.CStr _ -> pointer(datum, place, isOptional);
                case Type.Slice s -> elements(s.element(), datum, place, isOptional, isSeen);
                case Type t -> {
                    pointer(datum, place, isOptional);
                    if (isSeen) {
                        collect(t, ((Datum.Behind) datum).target(), place, false);
                    }
                }
            }
        }

        private void pointer(Datum datum, String place, boolean isOptional) {
            if (!isOptional) {
                add(datum.path() + "&", place, "null", false);
            }
        }

        private void text(Datum datum, String place, boolean isOptional) {
            pointer(datum, place, isOptional);
            if (!((Datum.Text) datum).text().isEmpty()) {
                add(datum.path(), place, "UTF-8", true);
            }
        }

        private void elements(Type element, Datum datum, String place, boolean isOptional, boolean isSeen) {
            pointer(datum, place, isOptional);
            if (isSeen) {
                ((Datum.Elements) datum).parts().forEach(p -> collect(element, p, place, false));
            }
        }

        private static Type element(Type sequence) {
            return sequence instanceof Type.Slice s ? s.element() : sequence;
        }

        private static boolean isNullable(Type type) {
            return switch (type) {
                case Type.Reference _, Type.Boxed _, Type.Shared _, Type.Vector _, Type.Text _ -> true;
                case Type _ -> false;
            };
        }
    }
}
