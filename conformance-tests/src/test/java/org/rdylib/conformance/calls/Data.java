package org.rdylib.conformance.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rdylib.spec.Field;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Payload;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.Variant;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * The values that belong to the places of a boundary, as one side sees them.
 *
 * @param descriptor that side's copy
 * @param other the other side's copy, in which what may grow is longer or shorter
 * @param isHost whether that side is the host
 * @param isAfter whether behind a {@code &mut} there is what a callee leaves
 */
record Data(CheckedDescriptor descriptor, CheckedDescriptor other, boolean isHost, boolean isAfter) {

    Data(CheckedDescriptor descriptor, CheckedDescriptor other, boolean isHost) {
        this(descriptor, other, isHost, false);
    }

    /** The same once a callee has returned: with what it leaves behind each {@code &mut} within a value. */
    Data after() {
        return new Data(descriptor, other, isHost, true);
    }

    /** The same as the other side sees them. */
    Data otherSide() {
        return new Data(/* descriptor= */ other, /* other= */ descriptor, !isHost);
    }

    /** The copy of who made the value that belongs to {@code path}. */
    private CheckedDescriptor producer(String path) {
        return isHost == Boundary.isOfHost(path) ? descriptor : other;
    }

    /** What is at {@code path}, if it can be called. */
    Optional<Code> code(Type type, String path) {
        return Code.of(type, path, descriptor);
    }

    /** The same of a parameter of what {@code path} is the name of. */
    Optional<Code> code(Parameter parameter, int index, String path) {
        return code(parameter.type(), place(parameter, index, path));
    }

    /** The path of a parameter. */
    static String place(Parameter parameter, int index, String path) {
        return path + "(" + Boundary.name(parameter, index) + ")";
    }

    /** The value of {@code type} that belongs to {@code path}. */
    Datum of(Type type, String path) {
        return switch (type) {
            case Type.Scalar s -> new Datum.Scalar(path, s.kind(), Bytes.scalar(s.kind(), path));
            case Type.Unit _ -> new Datum.Nothing(path);
            case Type.Tuple t -> new Datum.Parts(path, positional(t.elements(), path + "."));
            case Type.Array a -> new Datum.Parts(path, elements(a.element(), (int) a.length(), path));
            case Type.Named n -> declared(descriptor.type(n.name()), path);
            case Type.Option o ->
                Bytes.choice(path, 4) == 0
                        ? new Datum.Choice(path, 0, List.of())
                        : new Datum.Choice(path, 1, List.of(of(o.value(), path + ".Some")));
            case Type.Result r ->
                Bytes.choice(path, 2) == 0
                        ? new Datum.Choice(path, 0, List.of(of(r.ok(), path + ".Ok")))
                        : new Datum.Choice(path, 1, List.of(of(r.err(), path + ".Err")));
            case Type.Text _ -> new Datum.Text(path, Bytes.text(path));
            case Type.Vector v -> sequence(v.element(), path, path);
            case Type.Reference r when isAfter && r.mutability() == Mutability.EXCLUSIVE -> after(r, path);
            case Type.Reference r -> behind(r.target(), path);
            case Type.Boxed b -> behind(b.target(), path);
            case Type.Shared s -> behind(s.target(), path);
            case Type.Pointer _, Type.Function _, Type.Slice _, Type.Str _, Type.CStr _ ->
                throw new IllegalArgumentException(type.at().toString());
            case Type.InterfaceObject _, Type.Closure _, Type.Handle _ ->
                throw new IllegalArgumentException(type.at().toString());
        };
    }

    /**
     * What a callee leaves behind a {@code &mut} at {@code path}: a slice keeps its length, and a text all but its small
     * letters.
     */
    Datum after(Type.Reference reference, String path) {
        String after = path + "'";
        if (reference.target() instanceof Type.Str) {
            return new Datum.Text(after, Bytes.upper(Bytes.text(path)));
        }
        return reference.target() instanceof Type.Slice slice
                ? sequence(slice.element(), path, after)
                : behind(reference.target(), after);
    }

    private Datum behind(Type target, String path) {
        return switch (target) {
            case Type.Str _, Type.CStr _ -> new Datum.Text(path, Bytes.text(path));
            case Type.Slice s -> sequence(s.element(), path, path);
            case Type t -> new Datum.Behind(path, scalars(t), of(t, path + ".*"));
        };
    }

    private Datum sequence(Type element, String length, String path) {
        return new Datum.Elements(path, scalars(element), elements(element, Bytes.length(length), path));
    }

    private static List<ScalarKind> scalars(Type type) {
        List<ScalarKind> scalars = new ArrayList<>();
        Types.forEach(type, part -> {
            if (part instanceof Type.Scalar s) {
                scalars.add(s.kind());
            }
        });
        return scalars;
    }

    private Datum declared(TypeDeclaration declaration, String path) {
        return switch (declaration) {
            case TypeDeclaration.Opaque o -> throw new IllegalArgumentException(o.name());
            case TypeDeclaration.Struct s -> {
                int known = ((TypeDeclaration.Struct) producer(path).type(s.name()))
                        .fields()
                        .size();
                yield new Datum.Parts(
                        path,
                        IntStream.range(0, s.fields().size())
                                .mapToObj(i -> i < known
                                        ? of(
                                                s.fields().get(i).type(),
                                                path + "." + s.fields().get(i).name())
                                        : ofDefault(s.fields().get(i), path))
                                .toList());
            }
            case TypeDeclaration.Enum e -> {
                List<Variant> made = ((TypeDeclaration.Enum) producer(path).type(e.name())).variants();
                int index = Bytes.choice(path, made.size());
                if (index >= e.variants().size()) {
                    yield new Datum.Unknown(path, made.get(index).discriminant());
                }
                String variant = path + "." + made.get(index).name() + ".";
                yield new Datum.Choice(
                        path,
                        index,
                        switch (made.get(index).payload()) {
                            case Payload.None _ -> List.of();
                            case Payload.Positional p -> positional(p.types(), variant);
                            case Payload.Fields f -> fields(f.fields(), variant);
                        });
            }
        };
    }

    /** What a field is taken for that who made the struct does not know. */
    private static Datum ofDefault(Field field, String struct) {
        String path = struct + "." + field.name();
        String text = field.defaultValue().orElseThrow().text();
        return switch (field.type()) {
            case Type.Scalar s -> new Datum.Scalar(path, s.kind(), Bytes.spelt(s.kind(), text));
            case Type.Option _ -> new Datum.Choice(path, 0, List.of());
            case Type.Reference _ -> new Datum.Text(path, text);
            case Type type -> throw new IllegalArgumentException(type.at().toString());
        };
    }

    private List<Datum> fields(List<Field> fields, String prefix) {
        return fields.stream().map(f -> of(f.type(), prefix + f.name())).toList();
    }

    private List<Datum> positional(List<Type> types, String prefix) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> of(types.get(i), prefix + i))
                .toList();
    }

    private List<Datum> elements(Type element, int count, String path) {
        return IntStream.range(0, count)
                .mapToObj(i -> of(element, path + "[" + i + "]"))
                .toList();
    }
}
