package org.rdylib.conformance.calls;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The shapes that abi-cafe tries with every pair of compilers, as far as the language has them: each of its types alone,
 * from one to sixteen times, alone and in a struct, and among equal ones with a byte or a float in each place. There are
 * no empty structs, unions and half or quadruple floats; what they stand beside there is here too.
 */
final class Shapes {

    /** What is declared, and whether the linker passes values of it. */
    private record Shape(String name, String declaration, boolean isPassed) {

        static Shape builtIn(String type) {
            return new Shape(type, "", true);
        }
    }

    /** An export, and the types that are declared for it alone. */
    record Function(String declarations, String export) {}

    private static final List<Shape> SHAPES = List.of(
            Shape.builtIn("bool"),
            Shape.builtIn("char"),
            Shape.builtIn("i8"),
            Shape.builtIn("i16"),
            Shape.builtIn("i32"),
            Shape.builtIn("i64"),
            Shape.builtIn("u8"),
            Shape.builtIn("u16"),
            Shape.builtIn("u32"),
            Shape.builtIn("u64"),
            Shape.builtIn("usize"),
            new Shape("u128", "", false),
            new Shape("i128", "", false),
            Shape.builtIn("f32"),
            Shape.builtIn("f64"),
            Shape.builtIn("&[u32; 7]"),
            Shape.builtIn("Option<i32>"),
            Shape.builtIn("Option<u64>"),
            Shape.builtIn("Result<u32, OneVariant>"),
            Shape.builtIn("(u16, (u8, f64))"),
            new Shape("F32Array", "{struct: {a: \"[f32; 4]\"}}", true),
            new Shape("I64Array", "{struct: {a: \"[i64; 3]\"}}", true),
            new Shape("U8Array", "{struct: {a: \"[u8; 6]\"}}", true),
            new Shape("OneVariant", "{enum: {A}}", true),
            new Shape("Variants", "{enum: {A: -1, B: 17, C: 18, D: 23}, repr: i32}", true),
            new Shape("Meters", "{struct: {a: u32}}", true),
            new Shape("Padded", "{struct: {a: u8, b: f32, c: i16, d: bool, e: i64}}", true),
            new Shape("Simple", "{struct: {a: i32, b: u32, c: f64, d: u64, e: bool}}", true),
            new Shape("Tagged", "{enum: {A: \"(u32)\", B: {x: u8, y: i64}, C: \"(bool)\", D: }}", true),
            new Shape("CLike", "{enum: {A: , B: \"(u8)\", C: }}", true),
            new Shape("TwoAlignedU32s", "{struct: {a: u32, b: u32}, align: 16}", false),
            new Shape("TwoAlignedU64s", "{struct: {a: u64, b: u64}, align: 16}", false),
            new Shape(
                    "Mess",
                    "{struct: {a: \"[Tagged; 2]\", b: Variants, c: \"[[Meters; 2]; 2]\", d: u8}, align: 16}",
                    false),
            new Shape("Node", "{struct: {value: u16, next: \"Option<Box<Node>>\"}}", true));

    private Shapes() {}

    /** All functions of all shapes. */
    static List<Function> functions() {
        List<Function> all = new ArrayList<>();
        for (int i = 0; i < SHAPES.size(); i++) {
            functions(SHAPES.get(i), "s" + i, all);
        }
        return List.copyOf(all);
    }

    /** A descriptor with some of them. */
    static String descriptor(List<Function> functions) {
        Set<String> declarations = new LinkedHashSet<>();
        functions.forEach(f -> f.declarations.lines().forEach(declarations::add));
        String shapes = SHAPES.stream()
                .filter(s -> !s.declaration.isEmpty())
                .map(s -> "  " + s.name + ": " + s.declaration + "\n")
                .collect(joining());
        return RandomBoundary.HEAD + shapes
                + declarations.stream().map(d -> "  " + d + "\n").collect(joining())
                + "exports:\n"
                + functions.stream().map(f -> "  " + f.export + "\n").collect(joining());
    }

    private static void functions(Shape shape, String name, List<Function> all) {
        String type = shape.name;
        boolean isView = type.startsWith("&");
        if (shape.isPassed) {
            all.add(function(name + "_in", "p0: " + type));
            if (!isView) {
                all.add(new Function("", name + "_in_out: \"fn(p0: " + type + ") -> " + type + "\""));
                all.add(new Function("", name + "_plain: \"extern \\\"C\\\" fn(p0: " + type + ") -> " + type + "\""));
            }
            for (int count = 2; count <= 16; count++) {
                all.add(function(name + "_x" + count, repeated(count, i -> "p" + i + ": " + type)));
            }
        }
        all.add(function(name + "_ref", "p0: &" + type));
        if (isView) {
            all.add(new Function("", name + "_out: \"fn() -> &'static [u32; 7]\""));
        } else {
            all.add(new Function("", name + "_out: \"fn() -> " + type + "\""));
            all.add(function(name + "_mut", "p0: &mut " + type));
            for (int count = 1; count <= 16; count++) {
                inStruct(
                        shape, name + "_s" + count, name.toUpperCase(Locale.ROOT) + "X" + count, count, i -> type, all);
            }
        }
        for (String odd : List.of("u8", "f32")) {
            for (int count : new int[] {4, 16}) {
                for (int at = 0; at < count; at++) {
                    int place = at;
                    IntFunction<String> types = i -> i == place ? odd : type;
                    String suffix = odd + "_" + count + "_" + at;
                    if (shape.isPassed) {
                        all.add(function(name + "_" + suffix, repeated(count, i -> "p" + i + ": " + types.apply(i))));
                    }
                    if (!isView) {
                        String declared = name.toUpperCase(Locale.ROOT) + "With" + odd.toUpperCase(Locale.ROOT) + "In"
                                + count + "At" + at;
                        inStruct(shape, name + "_s" + suffix, declared, count, types, all);
                    }
                }
            }
        }
    }

    /** A struct of as many, by value and behind a reference. */
    private static void inStruct(
            Shape shape, String name, String declared, int count, IntFunction<String> types, List<Function> all) {
        String declaration =
                declared + ": {struct: {" + repeated(count, i -> "f" + i + ": \"" + types.apply(i) + "\"") + "}}";
        if (shape.isPassed) {
            all.add(new Function(declaration, name + "_by_value: \"fn(p0: " + declared + ") -> " + declared + "\""));
        }
        all.add(new Function(declaration, name + "_by_ref: \"fn(p0: &" + declared + ", p1: &mut " + declared + ")\""));
    }

    private static Function function(String name, String parameters) {
        return new Function("", name + ": \"fn(" + parameters + ")\"");
    }

    private static String repeated(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(joining(", "));
    }
}
