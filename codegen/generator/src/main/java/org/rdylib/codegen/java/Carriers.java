package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Locale;
import java.util.function.ObjLongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Slot;

/**
 * What native parameters a value is passed as.
 *
 * <p>A struct is not described to the linker field by field. The System V convention looks only at its size, its
 * alignment and whether each eight bytes of it hold floating-point numbers alone; structs that agree in these are passed
 * alike, so one layout, of units of one size, stands for all of them, and there are few shapes to link.
 */
final class Carriers {
    private static final long EIGHTBYTE = 8;

    /** Beyond two eightbytes a struct is passed in memory, whatever it holds. */
    private static final long IN_REGISTERS = 2 * EIGHTBYTE;

    private final Layouts layouts;

    Carriers(Layouts layouts) {
        this.layouts = layouts;
    }

    /** The native parameters of a value. */
    List<Carrier> of(Value value) {
        return switch (value) {
            case Value.Scalar s -> List.of(Carrier.of(s.kind()));
            case Value.PlainEnum e -> List.of(Carrier.of(e.declaration().repr()));
            case Value.Text t -> t.terminated() ? List.of(Carrier.LONG) : List.of(Carrier.LONG, Carrier.LONG);
            case Value.Slice _, Value.MutSlice _, Value.Called _, Value.BoxedObject _ ->
                List.of(Carrier.LONG, Carrier.LONG);
            case Value.Ref _, Value.Mut _, Value.Pointer _ -> List.of(Carrier.LONG);
            case Value.Option o when Sizes.isNullable(o) -> of(o.value());
            case Value.Option _, Value.Result _, Value.Tuple _, Value.Composite _ -> List.of(struct(value.type()));
            case Value.OwnedText _, Value.Vector _, Value.Boxed _ -> List.of(struct(value.type()));
            case Value.Unit _ -> List.of();
            case Value.Array _ -> throw new IllegalArgumentException(value.at() + ": an array is not passed by value");
        };
    }

    /** Whether a value is passed as a struct. */
    static boolean isStruct(Value value) {
        return switch (value) {
            case Value.Option o -> !Sizes.isNullable(o) || isStruct(o.value());
            case Value.Result _, Value.Tuple _, Value.Composite _ -> true;
            case Value.OwnedText _, Value.Vector _, Value.Boxed _ -> true;
            case Value.Scalar _, Value.PlainEnum _, Value.Text _, Value.Slice _, Value.Called _ -> false;
            case Value.BoxedObject _, Value.Ref _, Value.Mut _, Value.MutSlice _, Value.Pointer _ -> false;
            case Value.Unit _, Value.Array _ -> false;
        };
    }

    private Carrier struct(Type type) {
        Layout layout = layouts.of(type);
        String units = units(type, layout);
        CodeBlock members = units.chars()
                .mapToObj(unit -> CodeBlock.of("$T.$N", Api.VALUE_LAYOUT, unit((char) unit)))
                .collect(CodeBlock.joining(",$W"));
        boolean same = units.chars().distinct().count() == 1;
        CodeBlock struct = same && units.length() > 4
                ? CodeBlock.of(
                        "$1T.structLayout($1T.sequenceLayout($2L, $3T.$4N))",
                        Api.MEMORY_LAYOUT,
                        units.length(),
                        Api.VALUE_LAYOUT,
                        unit(units.charAt(0)))
                : CodeBlock.of("$T.structLayout($L)", Api.MEMORY_LAYOUT, members);
        String letter = same && units.length() > 4 ? units.length() + units.substring(0, 1) : units;
        return new Carrier("S" + letter.toLowerCase(Locale.ROOT), struct, Api.SEGMENT);
    }

    /** One letter for each unit of the struct's alignment. */
    private String units(Type type, Layout layout) {
        int count = Math.toIntExact(layout.size() / layout.align());
        boolean[] integers = integerEightbytes(type, layout.size());
        return IntStream.range(0, count)
                .mapToObj(i ->
                        unit(layout.align(), integers.length > 0 && !integers[(int) (i * layout.align() / EIGHTBYTE)]))
                .collect(Collectors.joining());
    }

    private static String unit(long align, boolean floating) {
        return switch ((int) align) {
            case 1 -> "B";
            case 2 -> "S";
            case 4 -> floating ? "F" : "I";
            case 8 -> floating ? "D" : "J";
            default -> throw new IllegalArgumentException("alignment " + align + " is not passed by value");
        };
    }

    private static String unit(char letter) {
        return switch (letter) {
            case 'B' -> "JAVA_BYTE";
            case 'S' -> "JAVA_SHORT";
            case 'I' -> "JAVA_INT";
            case 'F' -> "JAVA_FLOAT";
            case 'J' -> "JAVA_LONG";
            case 'D' -> "JAVA_DOUBLE";
            default -> throw new IllegalArgumentException("no unit " + letter);
        };
    }

    /** Whether each eightbyte of a struct is of class INTEGER; empty for one that is passed in memory. */
    private boolean[] integerEightbytes(Type type, long size) {
        if (size > IN_REGISTERS) {
            return new boolean[0];
        }
        boolean[] integers = new boolean[(int) ((size + EIGHTBYTE - 1) / EIGHTBYTE)];
        boolean[] used = new boolean[integers.length];
        leaves(type, 0, (isInteger, offset) -> {
            int eightbyte = (int) (offset / EIGHTBYTE);
            used[eightbyte] = true;
            integers[eightbyte] |= isInteger;
        });
        // Padding alone has no class; the linker must not take it for a floating-point number.
        IntStream.range(0, integers.length).forEach(i -> integers[i] |= !used[i]);
        return integers;
    }

    /** Tells each scalar within a value: whether it is an integer, and its offset. */
    private void leaves(Type type, long offset, ObjLongConsumer<Boolean> leaf) {
        switch (type) {
            case Type.Scalar s -> leaf.accept(s.kind() != ScalarKind.F32 && s.kind() != ScalarKind.F64, offset);
            case Type.Array a -> {
                long stride = layouts.of(a.element()).size();
                for (long i = 0; i < a.length(); i++) {
                    leaves(a.element(), offset + i * stride, leaf);
                }
            }
            case Type other -> {
                List<Slot> slots = layouts.of(other).slots();
                if (slots.isEmpty()) {
                    leaf.accept(true, offset);
                }
                slots.forEach(slot -> {
                    switch (slot.content()) {
                        case Slot.Content.Value v -> leaves(v.type(), offset + slot.offset(), leaf);
                        case Slot.Content.Tag _, Slot.Content.BuiltIn _ -> leaf.accept(true, offset + slot.offset());
                    }
                });
            }
        }
    }

    /** The native function type of some parameters, as an expression. */
    static CodeBlock descriptor(List<Carrier> result, List<Carrier> parameters) {
        CodeBlock layouts = Stream.concat(result.stream(), parameters.stream())
                .map(Carrier::layout)
                .collect(CodeBlock.joining(",$W"));
        return CodeBlock.of("$T.$N($L)", Api.FUNCTION_DESCRIPTOR, result.isEmpty() ? "ofVoid" : "of", layouts);
    }

    /** What a plain function returns: nothing, or one carrier. */
    List<Carrier> ofResult(Value value) {
        List<Carrier> parameters = of(value);
        return parameters.size() > 1 ? List.of(struct(value.type())) : parameters;
    }
}
