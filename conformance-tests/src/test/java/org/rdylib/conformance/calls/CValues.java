package org.rdylib.conformance.calls;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Payload;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import org.rdylib.spec.check.CheckedDescriptor;

/** C statements that look at values, make them and free them, place by place. */
final class CValues {

    private final CheckedDescriptor descriptor;
    private final String prefix;
    private final StringBuilder out;

    /**
     * For the values of a boundary.
     *
     * @param out takes the statements
     */
    CValues(CheckedDescriptor descriptor, StringBuilder out) {
        this.descriptor = descriptor;
        this.prefix = descriptor.descriptor().library() + "_";
        this.out = out;
    }

    /** A part of a value: its type, what belongs there, and the C expression of its place. */
    record Part(Type type, Datum datum, String place) {}

    /** Looks at the value at {@code e}, which is of {@code type}. */
    void see(Type type, Datum datum, String e) {
        switch (type) {
            case Type.Scalar s -> seeScalar((Datum.Scalar) datum, e);
            case Type.Unit _ -> {}
            case Type.Text _ -> seeText(datum, e);
            case Type.Reference r -> seeBehind(r.target(), datum, e, false);
            case Type.Boxed b -> seeBehind(b.target(), datum, e, true);
            case Type.Shared s -> seeBehind(s.target(), datum, e, true);
            case Type.Vector _ -> seeElements(datum, type, e);
            case Type _
            when datum instanceof Datum.Unknown u ->
                line(
                        "places_see_tag(\"%s#\", (int64_t)(%s), (int64_t)%s);",
                        u.path(), tag(type, e), cInteger(u.discriminant()));
            case Type _
            when datum instanceof Datum.Choice choice -> {
                line(
                        "if (places_see_tag(\"%s#\", (int64_t)(%s), (int64_t)(%s))) {",
                        choice.path(), tag(type, e), tagValue(type, choice));
                parts(type, datum, e).forEach(p -> see(p.type, p.datum, p.place));
                line("}");
            }
            case Type _ -> parts(type, datum, e).forEach(p -> see(p.type, p.datum, p.place));
        }
    }

    private void seeScalar(Datum.Scalar datum, String e) {
        if (Arrays.equals(datum.bytes(), Bytes.scalar(datum.kind(), datum.path()))) {
            line("SEE(%s, \"%s\", %s);", kind(datum.kind()), datum.path(), e);
        } else {
            String bytes = HexFormat.ofDelimiter(", ").withPrefix("0x").formatHex(datum.bytes());
            line("SEE_BYTES(\"%s\", %s, %s);", datum.path(), e, bytes);
        }
    }

    private void seeText(Datum datum, String e) {
        String text = ((Datum.Text) datum).text();
        if (text.equals(Bytes.text(datum.path()))) {
            line("places_see_text(\"%s\", %2$s.data, %2$s.length);", datum.path(), e);
        } else {
            line("places_see_default(\"%s\", %2$s.data, %2$s.length, \"%3$s\");", datum.path(), e, text);
        }
    }

    private void seeBehind(Type target, Datum datum, String e, boolean boxed) {
        switch (target) {
            case Type.Str _ -> seeText(datum, e);
            case Type.CStr _ -> line("places_see_text(\"%s\", %2$s, %2$s ? strlen(%2$s) : 0);", datum.path(), e);
            case Type.Slice s -> seeElements(datum, s, e);
            case Type t -> {
                String pointer = pointer(t, boxed ? e + ".data" : e);
                line("if (SEE_PLACE(\"%s\", %s)) {", datum.path(), pointer);
                see(t, ((Datum.Behind) datum).target(), "(*" + pointer + ")");
                line("}");
            }
        }
    }

    private void seeElements(Datum datum, Type sequence, String e) {
        List<Datum> elements = ((Datum.Elements) datum).parts();
        line(
                "if (SEE_PLACE(\"%s\", %2$s.data) && places_see_tag(\"%1$s#\", (int64_t)%2$s.length, %3$d)) {",
                datum.path(), e, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            see(element(sequence), elements.get(i), pointer(element(sequence), e + ".data") + "[" + i + "]");
        }
        line("}");
    }

    /**
     * Makes the value at {@code e}, which is of {@code type}.
     *
     * @param moved whether the other side is to free what owns something there
     */
    void make(Type type, Datum datum, String e, boolean moved) {
        switch (type) {
            case Type.Scalar s -> line("MAKE(%s, \"%s\", %s);", kind(s.kind()), datum.path(), e);
            case Type.Unit _ -> {}
            case Type.Text _ -> {
                int spare = Bytes.choice(datum.path(), 3);
                makeText(datum, e, spare, moved);
                line("PUT_WORD(%s.capacity, places_length(\"%s\") + %d);", e, datum.path(), spare);
            }
            case Type.Reference r -> makeReference(r.target(), datum, e, r.mutability() == Mutability.EXCLUSIVE);
            case Type.Boxed b -> makeBox(b.target(), datum, e, moved);
            case Type.Shared s -> {
                makePointee(s.target(), datum, e, moved);
                line("PUT_WORD(%s.table, &places_shared);", e);
            }
            case Type.Vector v -> {
                int capacity = ((Datum.Elements) datum).parts().size() + Bytes.choice(datum.path(), 3);
                makeElements(v, datum, e, own(v.element(), datum, e, capacity, moved), false);
                line("PUT_WORD(%s.capacity, %d);", e, capacity);
                line("PUT_WORD(%s.free, places_free);", e);
            }
            case Type.Option o
            when isNullable(o.value()) && ((Datum.Choice) datum).index() == 0 ->
                line("memset((void *)&(%1$s), 0, sizeof(%1$s));", e);
            case Type _
            when datum instanceof Datum.Choice choice -> {
                if (type instanceof Type.Named n && enumeration(n).storage().isPresent()) {
                    line("memset((void *)&(%1$s), 0, sizeof(%1$s));", e);
                }
                if (!(type instanceof Type.Option o && isNullable(o.value()))) {
                    line("PUT_TAG(\"%s\", %s, %s);", choice.path(), tag(type, e), tagValue(type, choice));
                }
                parts(type, datum, e).forEach(p -> make(p.type, p.datum, p.place, moved));
            }
            case Type _ -> parts(type, datum, e).forEach(p -> make(p.type, p.datum, p.place, moved));
        }
    }

    /** @param moved whether the other side puts something else there, and frees what was there */
    private void makeReference(Type target, Datum datum, String e, boolean moved) {
        switch (target) {
            case Type.Str _ -> {
                line(
                        "PUT_WORD(%1$s.data, places_unterminated(\"%2$s\")); SPOIL_PLACE(\"%2$s\", %1$s.data);",
                        e, datum.path());
                line("PUT_WORD(%s.length, places_length(\"%s\"));", e, datum.path());
            }
            case Type.CStr _ ->
                line("PUT_WORD(%1$s, places_text(\"%2$s\")); SPOIL_PLACE(\"%2$s\", %1$s);", e, datum.path());
            case Type.Slice s -> {
                int count = ((Datum.Elements) datum).parts().size();
                makeElements(
                        s,
                        datum,
                        e,
                        "places_place(sizeof(*%s) * %d)".formatted(pointer(s.element(), e + ".data"), count),
                        moved);
            }
            case Type t -> {
                String place = "(*" + pointer(t, e) + ")";
                line("PUT_WORD(%s, places_place(sizeof(%s)));", e, place);
                make(t, ((Datum.Behind) datum).target(), place, moved);
                line("SPOIL_PLACE(\"%s\", %s);", datum.path(), e);
            }
        }
    }

    private void makeBox(Type target, Datum datum, String e, boolean moved) {
        switch (target) {
            case Type.Str _ -> makeText(datum, e, 0, moved);
            case Type.Slice s -> {
                int count = ((Datum.Elements) datum).parts().size();
                makeElements(s, datum, e, own(s.element(), datum, e, count, moved), false);
                line("PUT_WORD(%s.free, places_free);", e);
            }
            case Type t -> {
                makePointee(t, datum, e, moved);
                line("PUT_WORD(%s.free, places_free);", e);
            }
        }
    }

    private void makePointee(Type target, Datum datum, String e, boolean moved) {
        String place = "(*" + pointer(target, e + ".data") + ")";
        line("PUT_WORD(%1$s.data, places_own(\"%2$s\", sizeof(%3$s), 1, 1, %4$b));", e, datum.path(), place, moved);
        make(target, ((Datum.Behind) datum).target(), place, false);
        line("SPOIL_PLACE(\"%s\", %s.data);", datum.path(), e);
    }

    private void makeText(Datum datum, String e, int spare, boolean moved) {
        line(
                "PUT_WORD(%1$s.data, places_own_text(\"%2$s\", %3$d, %4$b)); SPOIL_PLACE(\"%2$s\", %1$s.data);",
                e, datum.path(), spare, moved);
        line("PUT_WORD(%s.length, places_length(\"%s\"));", e, datum.path());
        line("PUT_WORD(%s.free, places_free);", e);
    }

    private static String own(Type element, Datum datum, String e, int capacity, boolean moved) {
        return "places_own(\"%s\", sizeof(*%s), %d, %d, %b)"
                .formatted(
                        datum.path(),
                        pointer(element, e + ".data"),
                        ((Datum.Elements) datum).parts().size(),
                        capacity,
                        moved);
    }

    private void makeElements(Type sequence, Datum datum, String e, String memory, boolean moved) {
        List<Datum> elements = ((Datum.Elements) datum).parts();
        line("PUT_WORD(%s.data, %s);", e, memory);
        line("PUT_WORD(%s.length, %d);", e, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            make(element(sequence), elements.get(i), pointer(element(sequence), e + ".data") + "[" + i + "]", moved);
        }
        line("SPOIL_PLACE(\"%s\", %s.data);", datum.path(), e);
    }

    /** Collects what frees the value at {@code e}, which this side owns; what an owned value holds goes with it. */
    void free(Type type, Datum datum, String e, List<String> frees) {
        switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Reference _ -> {}
            case Type.Text _, Type.Vector _ ->
                frees.add("%1$s.free(%1$s.data, %1$s.length, %1$s.capacity);".formatted(e));
            case Type.Boxed(Type.Str _, var _), Type.Boxed(Type.Slice _, var _) ->
                frees.add("%1$s.free(%1$s.data, %1$s.length, %1$s.length);".formatted(e));
            case Type.Boxed _ -> frees.add("%1$s.free(%1$s.data, 1, 1);".formatted(e));
            case Type.Shared _ -> frees.add("%1$s.table->drop((void *)%1$s.data);".formatted(e));
            case Type _ -> parts(type, datum, e).forEach(p -> free(p.type, p.datum, p.place, frees));
        }
    }

    /** Frees the value at {@code e} at once, if it is as it should be. */
    void freeNow(Type type, Datum datum, String e) {
        List<String> frees = new ArrayList<>();
        free(type, datum, e, frees);
        if (!frees.isEmpty()) {
            line("if (places_is_right()) {");
            frees.forEach(f -> out.append("    ").append(f).append('\n'));
            line("}");
        }
    }

    /** The references through which a callee may write that the value at {@code e} has within it. */
    List<Part> lent(Type type, Datum datum, String e) {
        return switch (type) {
            case Type.Reference r ->
                r.mutability() == Mutability.EXCLUSIVE ? List.of(new Part(type, datum, e)) : List.of();
            case Type _
            when Boundary.lends(type, descriptor) ->
                parts(type, datum, e).stream()
                        .flatMap(p -> lent(p.type, p.datum, p.place).stream())
                        .toList();
            case Type _ -> List.of();
        };
    }

    /** What a struct, tuple, array or variant is made of. */
    private List<Part> parts(Type type, Datum datum, String e) {
        return switch (datum) {
            case Datum.Parts p ->
                switch (type) {
                    case Type.Named n
                    when descriptor.type(n.name()) instanceof TypeDeclaration.Struct s ->
                        IntStream.range(0, s.fields().size())
                                .mapToObj(i -> new Part(
                                        s.fields().get(i).type(),
                                        p.parts().get(i),
                                        e + "." + s.fields().get(i).name()))
                                .toList();
                    case Type.Tuple t -> positional(t.elements(), p.parts(), e);
                    case Type.Array a ->
                        IntStream.range(0, p.parts().size())
                                .mapToObj(i -> new Part(a.element(), p.parts().get(i), e + "[" + i + "]"))
                                .toList();
                    case Type t -> throw new IllegalArgumentException(t.toString());
                };
            case Datum.Unknown _ -> List.of();
            case Datum.Choice c when c.parts().isEmpty() -> List.of();
            case Datum.Choice c ->
                switch (type) {
                    case Type.Named n -> payload(variant(n, c), c, e);
                    case Type.Option o
                    when isNullable(o.value()) ->
                        List.of(new Part(o.value(), c.parts().getFirst(), e));
                    case Type.Option o -> positional(List.of(o.value()), c.parts(), e + ".Some");
                    case Type.Result r when c.index() == 0 -> positional(List.of(r.ok()), c.parts(), e + ".Ok");
                    case Type.Result r -> positional(List.of(r.err()), c.parts(), e + ".Err");
                    case Type t -> throw new IllegalArgumentException(t.toString());
                };
            case Datum other -> throw new IllegalArgumentException(other.toString());
        };
    }

    private static List<Part> payload(Variant variant, Datum.Choice choice, String e) {
        String place = e + "." + variant.name();
        return switch (variant.payload()) {
            case Payload.None _ -> List.of();
            case Payload.Positional p -> positional(p.types(), choice.parts(), place);
            case Payload.Fields f ->
                IntStream.range(0, f.fields().size())
                        .mapToObj(i -> new Part(
                                f.fields().get(i).type(),
                                choice.parts().get(i),
                                place + "." + f.fields().get(i).name()))
                        .toList();
        };
    }

    private static List<Part> positional(List<Type> types, List<Datum> data, String e) {
        return IntStream.range(0, types.size())
                .mapToObj(i -> new Part(types.get(i), data.get(i), e + "._" + i))
                .toList();
    }

    /** What tells the variants of a value apart. */
    private String tag(Type type, String e) {
        return switch (type) {
            case Type.Named n when !enumeration(n).hasPayload() -> e;
            case Type.Option o when isPointer(o.value()) -> "(" + e + " != NULL)";
            case Type.Option o when isNullable(o.value()) -> "(" + e + ".data != NULL)";
            case Type _ -> e + ".tag";
        };
    }

    private String tagValue(Type type, Datum.Choice choice) {
        return type instanceof Type.Named n
                ? prefix + n.name() + "_" + variant(n, choice).name()
                : Integer.toString(choice.index());
    }

    private Variant variant(Type.Named type, Datum.Choice choice) {
        return enumeration(type).variants().get(choice.index());
    }

    private TypeDeclaration.Enum enumeration(Type.Named type) {
        return (TypeDeclaration.Enum) descriptor.type(type.name());
    }

    /** A pointer to a value of {@code target}: in C one to an array is one to its first element, which is undone here. */
    static String pointer(Type target, String e) {
        StringBuilder lengths = new StringBuilder();
        for (Type type = target; type instanceof Type.Array a; type = a.element()) {
            lengths.append('[').append(a.length()).append(']');
        }
        return lengths.isEmpty() ? e : "((__typeof__(*(" + e + ")) (*)" + lengths + ")(" + e + "))";
    }

    private static String cInteger(BigInteger value) {
        return value.signum() < 0 ? "(" + value.add(BigInteger.ONE) + "LL - 1)" : value + "ULL";
    }

    private static Type element(Type sequence) {
        return switch (sequence) {
            case Type.Slice s -> s.element();
            case Type.Vector v -> v.element();
            case Type t -> throw new IllegalArgumentException(t.toString());
        };
    }

    private static boolean isPointer(Type type) {
        return type instanceof Type.Reference r
                && !(r.target() instanceof Type.Str || r.target() instanceof Type.Slice);
    }

    private static boolean isNullable(Type type) {
        return switch (type) {
            case Type.Reference _, Type.Boxed _, Type.Shared _, Type.Vector _, Type.Text _ -> true;
            case Type _ -> false;
        };
    }

    private static String kind(ScalarKind kind) {
        return switch (kind) {
            case BOOL -> "PLACES_BOOL";
            case CHAR -> "PLACES_CHAR";
            case F32, F64 -> "PLACES_FLOAT";
            case U8, U16, U32, U64, U128, I8, I16, I32, I64, I128, USIZE, ISIZE -> "PLACES_INTEGER";
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                "PLACES_INTEGER";
        };
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is in no library of this build
    private void line(String format, Object... arguments) {
        out.append("  ").append(format.formatted(arguments)).append('\n');
    }
}
