package org.rdylib.conformance.linker;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Random types and signatures, as a descriptor writes them: of everything that is passed by value, and above all of the
 * floating-point numbers on which registers depend.
 */
final class RandomFunctions {

    private static final List<String> INTEGERS =
            List.of("bool", "u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64", "usize", "char");
    private static final List<String> NUMBERS = List.of("f32", "f64");

    private final RandomGenerator random;
    private final List<String> names = new ArrayList<>();
    private final StringBuilder types = new StringBuilder();

    RandomFunctions(RandomGenerator random, int count) {
        this.random = random;
        for (int i = 0; i < count; i++) {
            String name = "T" + i;
            types.append("  ").append(name).append(": ").append(declaration()).append('\n');
            names.add(name);
        }
    }

    /** A descriptor with those exports. */
    String descriptor(List<String> exports) {
        return "abi: 1\nlibrary: random\nversion: 1.0.0\ntypes:\n" + types + "exports:\n"
                + exports.stream().map(e -> "  " + e + "\n").collect(joining());
    }

    /** An export of that name. */
    String function(String name) {
        String parameters = IntStream.range(0, random.nextInt(13))
                .mapToObj(i -> "p" + i + ": " + parameter())
                .collect(joining(", "));
        boolean isPlain = random.nextInt(3) != 0;
        String result = random.nextInt(5) == 0 ? "" : " -> " + value(1);
        return "%s: \"%sfn(%s)%s\"".formatted(name, isPlain ? "extern \\\"C\\\" " : "", parameters, result);
    }

    private String declaration() {
        return switch (random.nextInt(8)) {
            case 0 ->
                "{enum: {A: 1, B: 2}, repr: %s}"
                        .formatted(List.of("u8", "i16", "u32", "i64").get(random.nextInt(4)));
            case 1 -> "{enum: {A: \"(%s)\", B: , C: {x: \"%s\", y: \"%s\"}}}".formatted(value(1), value(1), value(1));
            default -> {
                boolean ofNumbers = random.nextInt(3) != 0;
                String only = random.nextBoolean() ? NUMBERS.get(random.nextInt(2)) : "";
                yield IntStream.range(0, 1 + random.nextInt(5))
                        .mapToObj(i -> "f" + i + ": \"" + field(ofNumbers, only) + "\"")
                        .collect(joining(", ", "{struct: {", "}}"));
            }
        };
    }

    private String field(boolean ofNumbers, String only) {
        String scalar = !only.isEmpty() ? only : ofNumbers ? number() : value(0);
        return switch (random.nextInt(8)) {
            case 0 -> "[" + scalar + "; " + (1 + random.nextInt(4)) + "]";
            case 1 -> "(" + scalar + ", " + scalar + ")";
            case 2 -> ofNumbers || names.isEmpty() ? "(" + scalar + ", " + scalar + ", " + scalar + ")" : named();
            default -> scalar;
        };
    }

    private String parameter() {
        return switch (random.nextInt(12)) {
            case 0 -> "&str";
            case 1 -> "&[u16]";
            case 2 -> "&" + named();
            case 3 -> "Option<&f64>";
            default -> value(1);
        };
    }

    private String value(int depth) {
        return switch (random.nextInt(depth == 0 ? 6 : 14)) {
            case 0, 1, 2 -> INTEGERS.get(random.nextInt(INTEGERS.size()));
            case 3, 4, 5 -> number();
            case 6 -> "Option<" + value(0) + ">";
            case 7 -> "Result<" + value(0) + ", " + value(0) + ">";
            case 8 -> "(" + number() + ", " + value(0) + ")";
            default -> named();
        };
    }

    private String named() {
        return names.isEmpty() ? number() : names.get(random.nextInt(names.size()));
    }

    private String number() {
        return NUMBERS.get(random.nextInt(2));
    }
}
