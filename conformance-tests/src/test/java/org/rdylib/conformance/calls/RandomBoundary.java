package org.rdylib.conformance.calls;

import static java.util.stream.Collectors.joining;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random types and signatures, as a descriptor writes them: of everything that both the Java and the Rust generator
 * pass. Every function calls for at most as many words as Java's linker can pass, and has few enough scalars to be read.
 */
final class RandomBoundary {

    private static final List<String> SCALARS = List.of(
            "bool", "char", "u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64", "usize", "isize", "f32", "f64");

    private static final List<String> REPRS = List.of("u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64");

    private static final Pattern OWNED = Pattern.compile("\\b(Arc|Box|Vec|String)\\b");

    /** The words that the parameters of a function may have together: 126 fit. */
    private static final int MOST_WORDS = 100;

    /** What every descriptor begins with: one of everything that has a type of its own in generated Rust. */
    static final String HEAD = """
        abi: 1
        library: calls
        version: 1.0.0
        types:
          All: {struct: {a: "Option<u8>", b: "Result<u8, u16>", c: "Vec<u32>", d: String, e: "Box<u64>", l: "Arc<u64>", f: "Box<[u8]>", g: "Box<str>", h: "(u8,)", i: "(u8, u8)", j: "(u8, u8, u8)", k: "(u8, u8, u8, u8)"}}
          Lent<'a>: {struct: {text: "&'a CStr", next: "Option<&'a Lent<'a>>"}}
        """;

    /** Where references may stand, and what their lifetime is called. */
    private enum Life {
        NONE(""),
        ELIDED("'_"),
        NAMED("'a"),
        STATIC("'static");

        private final String name;

        Life(String name) {
            this.name = name;
        }

        String reference() {
            return this == ELIDED ? "&" : "&" + name + " ";
        }
    }

    /**
     * A type.
     *
     * @param words an upper bound of the eight-byte words that a value has
     * @param leaves about as many scalars and texts a value has, with what it points to
     * @param isOdd whether it is packed or aligned somewhere: the linker passes no such value
     */
    private record Spelt(String text, int words, int leaves, boolean isOdd) {

        Spelt in(String before, String after, int moreWords) {
            return new Spelt(before + text + after, words + moreWords, leaves + 1, isOdd);
        }

        /** Behind a pointer. */
        Spelt behind(String before, String after, int pointer, int copies) {
            return new Spelt(before + text + after, pointer, leaves * copies + 1, false);
        }
    }

    /** A type that has been declared. */
    private record Declared(String name, boolean hasLifetime, boolean isOwner, Spelt spelt) {}

    private final RandomGenerator random;
    private final List<Declared> declared = new ArrayList<>();
    private final StringBuilder types = new StringBuilder(HEAD);
    private final StringBuilder exports = new StringBuilder();
    private final StringBuilder imports = new StringBuilder();

    /**
     * A boundary of {@code functions} signatures: exports, the closures that they take, and imports.
     *
     * @param count how many types are declared
     */
    RandomBoundary(RandomGenerator random, int count, int functions) {
        this.random = random;
        declared.add(new Declared("All", false, true, new Spelt("All", 30, 30, false)));
        declared.add(new Declared("Lent", true, false, new Spelt("Lent", 2, 3, false)));
        for (int i = 0; i < count; i++) {
            declare("T" + i);
        }
        for (int i = 0; i < functions; i++) {
            if (random.nextInt(4) == 0) {
                imports.append("  ").append(imported("i" + i)).append('\n');
                exports.append("  ").append(Boundary.caller("i" + i)).append('\n');
            } else {
                exports.append("  ").append(export("f" + i)).append('\n');
            }
        }
    }

    /** The descriptor. */
    String text() {
        return types + "exports:\n" + exports + (imports.isEmpty() ? "" : "imports:\n" + imports);
    }

    // ---- Declarations ----

    private void declare(String name) {
        Life life = random.nextInt(3) == 0 ? Life.NAMED : Life.NONE;
        int kind = random.nextInt(10);
        List<Spelt> parts = new ArrayList<>();
        String text;
        if (kind == 0) {
            text = plainEnum();
            parts.add(new Spelt("", 1, 1, false));
        } else if (kind <= 3) {
            text = payloadEnum(life, parts);
        } else if (kind == 4) {
            text = "{struct: {" + fields(1 + random.nextInt(4), () -> flat(), parts) + "}, packed: "
                    + (1 << random.nextInt(4)) + "}";
        } else {
            boolean isAligned = random.nextInt(8) == 0;
            text = "{struct: {" + fields(1 + random.nextInt(5), () -> value(2, life, true, true), parts) + "}"
                    + (isAligned ? ", align: " + (1 << random.nextInt(7)) : "") + "}";
            parts.add(new Spelt("", isAligned ? 8 : 0, 0, isAligned));
        }
        int words = parts.stream().mapToInt(Spelt::words).sum();
        int leaves = parts.stream().mapToInt(Spelt::leaves).sum();
        boolean isOdd = kind == 4 || parts.stream().anyMatch(Spelt::isOdd);
        if (words > 40 || leaves > 60) {
            declare(name);
            return;
        }
        boolean hasLifetime = text.contains("'a");
        types.append("  %s%s: %s%n".formatted(name, hasLifetime ? "<'a>" : "", text));
        boolean isOwner = OWNED.matcher(text).find()
                || declared.stream().anyMatch(d -> d.isOwner && text.matches(".*\\b" + d.name + "\\b.*"));
        declared.add(new Declared(name, hasLifetime, isOwner, new Spelt(name, words, leaves, isOdd)));
    }

    private String fields(int count, Supplier<Spelt> field, List<Spelt> parts) {
        return IntStream.range(0, count)
                .mapToObj(i -> "f" + i + ": \"" + counted(field.get(), parts) + "\"")
                .collect(joining(", "));
    }

    private static String counted(Spelt spelt, List<Spelt> parts) {
        parts.add(spelt);
        return spelt.text;
    }

    private String plainEnum() {
        String repr = pick(REPRS);
        return "{enum: {"
                + IntStream.range(0, 1 + random.nextInt(6))
                        .mapToObj(i -> "V" + i + ":" + discriminant(repr, i))
                        .collect(joining(", "))
                + "}, repr: " + repr + "}";
    }

    /** The first is the least that there is, or one about zero; the fourth the greatest but three. */
    private String discriminant(String repr, int index) {
        int bits = Integer.parseInt(repr.substring(1));
        boolean isSigned = repr.startsWith("i");
        if (index == 3 && random.nextBoolean()) {
            return " " + BigInteger.ONE.shiftLeft(isSigned ? bits - 1 : bits).subtract(BigInteger.valueOf(3));
        }
        if (index > 0) {
            return " ";
        }
        return switch (random.nextInt(4)) {
            case 0 -> isSigned ? " -" + BigInteger.ONE.shiftLeft(bits - 1) : " 7";
            case 1 -> isSigned ? " -1" : " 1";
            default -> " ";
        };
    }

    private String payloadEnum(Life life, List<Spelt> parts) {
        List<Spelt> all = new ArrayList<>();
        StringBuilder variants = new StringBuilder();
        int count = 1 + random.nextInt(4);
        int rich = random.nextInt(count);
        for (int i = 0; i < count; i++) {
            variants.append(i == 0 ? "" : ", ").append("V").append(i).append(": ");
            if (i != rich && random.nextInt(4) == 0) {
                continue;
            }
            int fields = 1 + random.nextInt(3);
            if (random.nextBoolean()) {
                variants.append('{')
                        .append(fields(fields, () -> value(1, life, true, true), all))
                        .append('}');
            } else {
                variants.append("\"(")
                        .append(Stream.generate(() -> counted(value(1, life, true, true), all))
                                .limit(fields)
                                .collect(joining(", ")))
                        .append(")\"");
            }
        }
        all.add(new Spelt("", 1, 1, false));
        parts.addAll(all);
        return "{enum: {" + variants + "}, repr: " + pick(REPRS) + "}";
    }

    // ---- Functions ----

    private String export(String name) {
        boolean isPlain = random.nextInt(6) == 0;
        boolean isNamed = !isPlain && random.nextInt(4) == 0;
        int[] words = {0};
        List<String> parameters = new ArrayList<>();
        if (isNamed) {
            parameters.add("p0: &'a str");
        }
        for (int i = parameters.size(), count = random.nextInt(17); i < count; i++) {
            Life life = isNamed && random.nextBoolean() ? Life.NAMED : Life.ELIDED;
            Spelt next = parameter(life, true, !isPlain);
            if (words[0] + next.words > MOST_WORDS) {
                break;
            }
            words[0] += next.words;
            parameters.add("p" + i + ": " + next.text);
        }
        Life life = isNamed ? Life.NAMED : random.nextInt(4) == 0 ? Life.STATIC : Life.NONE;
        String result = random.nextInt(6) == 0 ? "" : " -> " + result(life, isPlain);
        return "%s: \"%sfn%s(%s)%s\""
                .formatted(
                        name,
                        isPlain ? "extern \\\"C\\\" " : "",
                        isNamed ? "<'a>" : "",
                        String.join(", ", parameters),
                        result);
    }

    private String imported(String name) {
        Life life = random.nextInt(4) == 0 ? Life.STATIC : Life.NONE;
        return "%s: \"fn(%s)%s\""
                .formatted(
                        name,
                        callbackParameters(i -> "p" + i + ": ", random.nextInt(17)),
                        random.nextInt(5) == 0 ? "" : " -> " + result(life, false));
    }

    private String callbackParameters(IntFunction<String> name, int count) {
        List<String> parameters = new ArrayList<>();
        int words = 0;
        for (int i = 0; i < count; i++) {
            Spelt next = parameter(Life.ELIDED, false, false);
            if (words + next.words > MOST_WORDS) {
                break;
            }
            words += next.words;
            parameters.add(name.apply(i) + next.text);
        }
        return String.join(", ", parameters);
    }

    private String result(Life life, boolean isPlain) {
        while (true) {
            Spelt spelt = value(2, life, true, !isPlain);
            if (spelt.words <= 60 && !(isPlain && spelt.text.startsWith("["))) {
                return spelt.text;
            }
        }
    }

    /** A parameter: of a function of the plugin, where closures may be, or of one that it calls. */
    private Spelt parameter(Life life, boolean isOfPlugin, boolean hasClosures) {
        Spelt next = switch (random.nextInt(12)) {
            case 0 -> exclusive(isOfPlugin);
            case 1 -> hasClosures ? closure() : scalar();
            case 2, 3 -> reference(2, life);
            default -> value(2, life, true, false);
        };
        return next.text.startsWith("[") || next.isOdd ? parameter(life, isOfPlugin, hasClosures) : next;
    }

    /** Lent, or given to be dropped. */
    private Spelt closure() {
        String closure = "(" + callbackParameters(_ -> "", random.nextInt(7)) + ")"
                + (random.nextInt(4) == 0 ? "" : " -> " + result(Life.NONE, false));
        return new Spelt(
                switch (random.nextInt(5)) {
                    case 0 -> "Box<dyn Fn" + closure + ">";
                    case 1 -> "Box<dyn FnMut" + closure + ">";
                    case 2 -> "Box<dyn FnOnce" + closure + ">";
                    case 3 -> "&dyn Fn" + closure;
                    default -> "&mut dyn FnMut" + closure;
                },
                2,
                1,
                false);
    }

    private Spelt exclusive(boolean isOwned) {
        if (random.nextInt(6) == 0) {
            return new Spelt("&mut str", 2, 1, false);
        }
        return random.nextInt(3) == 0
                ? value(1, Life.NONE, isOwned, true).behind("&mut [", "]", 2, 2)
                : value(2, Life.NONE, isOwned, true).behind("&mut ", "", 1, 1);
    }

    // ---- Types ----

    private Spelt value(int depth, Life life, boolean isOwned, boolean maybeOdd) {
        Spelt next = switch (random.nextInt(depth == 0 ? 9 : 17)) {
            case 0, 1, 2, 3, 4 -> maybeOdd && random.nextInt(12) == 0 ? wide() : scalar();
            case 5, 6, 7 -> named(life, isOwned);
            case 8 -> life == Life.NONE ? scalar() : reference(depth - 1, life);
            case 9, 10 -> tuple(depth, life, isOwned, maybeOdd);
            case 11 -> array(depth, life, isOwned, maybeOdd);
            case 12, 13 -> value(depth - 1, life, isOwned, maybeOdd).in("Option<", ">", 1);
            case 14 -> {
                Spelt error = random.nextInt(4) == 0
                        ? new Spelt("()", 0, 0, false)
                        : value(depth - 1, life, isOwned, maybeOdd);
                Spelt value = value(depth - 1, life, isOwned, maybeOdd);
                yield new Spelt(
                        "Result<" + value.text + ", " + error.text + ">",
                        1 + value.words + error.words,
                        1 + value.leaves + error.leaves,
                        value.isOdd || error.isOdd);
            }
            default -> isOwned ? owned(depth - 1, life) : scalar();
        };
        return (next.isOdd && !maybeOdd) || next.words > 40 || next.leaves > 60 ? scalar() : next;
    }

    private Spelt scalar() {
        return new Spelt(pick(SCALARS), 1, 1, false);
    }

    /** The linker passes none by value. */
    private Spelt wide() {
        return new Spelt(random.nextBoolean() ? "u128" : "i128", 2, 1, true);
    }

    /** What may stand in a packed struct of Rust. */
    private Spelt flat() {
        Spelt scalar = scalar();
        return random.nextInt(4) == 0 ? new Spelt("[" + scalar.text + "; 3]", 3, 3, false) : scalar;
    }

    private Spelt named(Life life, boolean isOwned) {
        Declared one = pick(declared);
        if ((one.hasLifetime && life == Life.NONE) || (one.isOwner && !isOwned)) {
            return scalar();
        }
        return new Spelt(
                one.name + (one.hasLifetime ? "<" + life.name + ">" : ""),
                one.spelt.words,
                one.spelt.leaves,
                one.spelt.isOdd);
    }

    private Spelt tuple(int depth, Life life, boolean isOwned, boolean maybeOdd) {
        List<Spelt> parts = new ArrayList<>();
        String text = Stream.generate(() -> counted(value(depth - 1, life, isOwned, maybeOdd), parts))
                .limit(1 + random.nextInt(4))
                .collect(joining(", "));
        return new Spelt(
                "(" + text + (parts.size() == 1 ? ",)" : ")"),
                parts.stream().mapToInt(Spelt::words).sum(),
                parts.stream().mapToInt(Spelt::leaves).sum(),
                parts.stream().anyMatch(Spelt::isOdd));
    }

    private Spelt array(int depth, Life life, boolean isOwned, boolean maybeOdd) {
        Spelt element = value(depth - 1, life, isOwned, maybeOdd);
        int count = 1 + random.nextInt(4);
        return new Spelt(
                "[" + element.text + "; " + count + "]", element.words * count, element.leaves * count, element.isOdd);
    }

    private Spelt reference(int depth, Life life) {
        String before = life.reference();
        return switch (random.nextInt(5)) {
            case 0 -> new Spelt(before + "str", 2, 1, false);
            case 1 -> new Spelt(before + "CStr", 1, 1, false);
            case 2 -> value(Math.max(0, depth), life, true, true).behind(before + "[", "]", 2, 2);
            default -> value(Math.max(0, depth), life, true, true).behind(before, "", 1, 1);
        };
    }

    private Spelt owned(int depth, Life life) {
        return switch (random.nextInt(6)) {
            case 0 -> new Spelt("String", 4, 1, false);
            case 1 -> new Spelt("Box<str>", 3, 1, false);
            case 2 -> value(Math.max(0, depth), life, true, true).behind("Vec<", ">", 4, 2);
            case 3 -> value(Math.max(0, depth), life, true, true).behind("Box<[", "]>", 3, 2);
            case 4 -> value(Math.max(0, depth), life, true, true).behind("Arc<", ">", 2, 1);
            default -> value(Math.max(0, depth), life, true, true).behind("Box<", ">", 2, 1);
        };
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
