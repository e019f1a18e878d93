package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.spec.Type;
import org.rdylib.spec.layout.Layout;
import org.rdylib.spec.layout.Layouts;
import org.rdylib.spec.layout.Leaves;

/**
 * What native parameters a value is passed as.
 *
 * <p>A struct is not described to the linker field by field. Calling conventions look only at its size, its alignment and
 * its floating-point numbers: System V at whether each eight bytes hold such numbers alone, those of arm64 at whether it
 * consists of up to four of one type. So a struct of such numbers alone is described as it is; any other by units of one
 * size, which stand for all structs that are passed alike, and there are few shapes to link.
 */
public final class Carriers {
    private static final long EIGHTBYTE = 8;

    /** Beyond two eightbytes a struct is passed in memory, whatever it holds. */
    private static final long IN_REGISTERS = 2 * EIGHTBYTE;

    /** Beyond four {@code f64} a struct is passed in memory on arm64 too, whatever it holds. */
    private static final long HOMOGENEOUS = 4 * EIGHTBYTE;

    private static final char PADDING = 'P';
    private static final long PADDING_SIZE = 4;

    private final Layouts layouts;

    public Carriers(Layouts layouts) {
        this.layouts = layouts;
    }

    /** The native parameters of a value. */
    List<Carrier> of(Value value) {
        return switch (value) {
            case Value.Scalar s -> List.of(Carrier.of(s.kind()));
            case Value.PlainEnum e -> List.of(Carrier.of(e.declaration().repr()));
            case Value.Text t -> t.terminated() ? List.of(Carrier.LONG) : List.of(Carrier.LONG, Carrier.LONG);
            case Value.Slice _, Value.MutSlice _, Value.MutText _, Value.Called _, Value.BoxedObject _ ->
                List.of(Carrier.LONG, Carrier.LONG);
            case Value.LentObject _, Value.BoxedClosure _, Value.ViewedObject _, Value.ViewedClosure _ ->
                List.of(Carrier.LONG, Carrier.LONG);
            case Value.Opaque _, Value.Function _ -> List.of(Carrier.LONG);
            case Value.Ref _, Value.Mut _, Value.Pointer _ -> List.of(Carrier.LONG);
            case Value.Option o when Sizes.isNullable(o) -> of(o.value());
            case Value.Option _, Value.Result _, Value.Tuple _, Value.Composite _ -> List.of(struct(value.type()));
            case Value.OwnedText _, Value.Vector _, Value.Boxed _ -> List.of(struct(value.type()));
            case Value.Unit _ -> List.of();
            case Value.MutViewed v -> of(v.content());
            case Value.Array _, Value.Wide _, Value.MutWithin _ ->
                throw new IllegalArgumentException(value.at() + ": not passed by value");
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
            case Value.LentObject _, Value.BoxedClosure _, Value.Opaque _, Value.Unit _, Value.Array _ -> false;
            case Value.Wide _, Value.MutText _, Value.MutWithin _, Value.MutViewed _, Value.Function _ -> false;
            case Value.ViewedObject _, Value.ViewedClosure _ -> false;
        };
    }

    private Carrier struct(Type type) {
        Layout layout = layouts.of(type);
        String units = numbers(type, layout).orElseGet(() -> units(type, layout));
        CodeBlock members = units.chars().mapToObj(unit -> member((char) unit)).collect(CodeBlock.joining(",$W"));
        boolean same = units.chars().distinct().count() == 1;
        CodeBlock struct = same && units.length() > 4
                ? CodeBlock.of(
                        "$1T.structLayout($1T.sequenceLayout($2L, $3L))",
                        Api.MEMORY_LAYOUT,
                        units.length(),
                        member(units.charAt(0)))
                : CodeBlock.of("$T.structLayout($L)", Api.MEMORY_LAYOUT, members);
        String letter = same && units.length() > 4 ? units.length() + units.substring(0, 1) : units;
        return new Carrier("S" + letter.toLowerCase(Locale.ROOT), struct, Api.SEGMENT);
    }

    private static CodeBlock member(char unit) {
        return unit == PADDING
                ? CodeBlock.of("$T.paddingLayout($L)", Api.MEMORY_LAYOUT, PADDING_SIZE)
                : CodeBlock.of("$T.$N", Api.VALUE_LAYOUT, unit(unit));
    }

    /** One letter for each number of a struct of floating-point numbers alone, and for the padding around them. */
    private Optional<String> numbers(Type type, Layout layout) {
        if (layout.size() > HOMOGENEOUS) {
            return Optional.empty();
        }
        List<Leaves.Leaf> leaves = new ArrayList<>();
        Leaves.forEach(layouts, type, leaves::add);
        if (!leaves.stream().allMatch(Leaves.Leaf::isFloating)) {
            return Optional.empty();
        }
        StringBuilder members = new StringBuilder();
        long end = 0;
        for (Leaves.Leaf leaf : leaves) {
            pad(members, leaf.offset() - end);
            members.append(unit(leaf.size(), true));
            end = leaf.offset() + leaf.size();
        }
        pad(members, layout.size() - end);
        return Optional.of(members.toString());
    }

    /** Between numbers of 4 and of 8 bytes there is none, or one of 4. */
    private static void pad(StringBuilder members, long gap) {
        if (gap > 0) {
            members.append(PADDING);
        }
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
        Leaves.forEach(layouts, type, leaf -> {
            int eightbyte = (int) (leaf.offset() / EIGHTBYTE);
            used[eightbyte] = true;
            integers[eightbyte] |= !leaf.isFloating();
        });
        // Padding alone has no class; the linker must not take it for a floating-point number.
        IntStream.range(0, integers.length).forEach(i -> integers[i] |= !used[i]);
        return integers;
    }

    /** The native function type of some parameters, as an expression. */
    public static CodeBlock descriptor(List<Carrier> result, List<Carrier> parameters) {
        CodeBlock layouts = Stream.concat(result.stream(), parameters.stream())
                .map(Carrier::layout)
                .collect(CodeBlock.joining(",$W"));
        return CodeBlock.of("$T.$N($L)", Api.FUNCTION_DESCRIPTOR, result.isEmpty() ? "ofVoid" : "of", layouts);
    }

    /** What a plain function returns: nothing, or one carrier. */
    public List<Carrier> ofResult(Value value) {
        List<Carrier> parameters = of(value);
        return parameters.size() > 1 ? List.of(struct(value.type())) : parameters;
    }

    /** The type in Java of a body that answers with {@code result}, which {@link #ofResult} gives. */
    public static TypeName returned(List<Carrier> result) {
        return result.stream().map(Carrier::type).findFirst().orElse(TypeName.VOID);
    }
}
