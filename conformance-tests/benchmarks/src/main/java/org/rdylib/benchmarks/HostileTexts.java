package org.rdylib.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Descriptors that were written to take long, by what is in them. Each is written when it is asked for. */
final class HostileTexts {

    private static final String HEAD = "abi: 1\nlibrary: sample\nversion: 1.0.0\n";
    private static final String TYPES = HEAD + "types:\n";
    private static final String EXPORTS = HEAD + "exports:\n";
    private static final int LARGEST = 16 << 20;
    /** So many entries a mapping may have. */
    private static final int MANY = 32_000;

    private HostileTexts() {}

    private static String repeated(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
    }

    private static String list(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(","));
    }

    /** So many types, each with one field. */
    private static String types(int count, IntFunction<String> field) {
        return TYPES + repeated(count, i -> "  T%d: {struct: {a: %s}}\n".formatted(i, field.apply(i)));
    }

    /** Functions of one signature, as many as there is room for. */
    private static String functions(String signature) {
        return functions(Math.min(MANY, LARGEST / (signature.length() + 24)), signature);
    }

    private static String functions(int count, String signature) {
        return EXPORTS + repeated(count, i -> "  f%d: \"%s\"\n".formatted(i, signature));
    }

    static Map<String, Supplier<String>> all() {
        Map<String, Supplier<String>> all = new LinkedHashMap<>();
        yaml(all);
        declarations(all);
        expressions(all);
        return all;
    }

    private static void yaml(Map<String, Supplier<String>> all) {
        all.put("anchors", () -> types(100_000, _ -> "&b u8"));
        all.put("aliases", () -> "a: [" + "*a,".repeat(500_000) + "]\n");
        all.put("tags", () -> types(100_000, _ -> "!b u8"));
        all.put("duplicates", () -> TYPES + "  T: {struct: {a: u8}}\n".repeat(500_000));
        all.put("second documents", () -> HEAD + "---\na: b\n".repeat(1_000_000));
        all.put("depth in brackets", () -> "a: " + "[".repeat(10_000_000));
        all.put("depth by indentation", () -> repeated(3_000, i -> " ".repeat(i) + "a:\n"));
        all.put("blanks", () -> " ".repeat(LARGEST));
        all.put("comments", () -> "#\n".repeat(LARGEST / 2));
        all.put("lone surrogates", () -> HEAD + "doc: " + "\ud800 ".repeat(1_000_000));
        all.put("NUL", () -> "\0".repeat(LARGEST));
        all.put("control characters", () -> HEAD + "doc: " + "\u0007".repeat(1_000_000));
        all.put("a plain scalar of 10 MB", () -> HEAD + "doc: " + "x y\n  ".repeat(2_000_000));
        all.put("a quoted scalar of 10 MB", () -> HEAD + "doc: \"" + "x".repeat(10_000_000) + "\"\n");
        all.put("a literal scalar of 10 MB", () -> HEAD + "doc: |\n" + "  xxx\n".repeat(2_000_000));
        all.put("a name of 1 MB", () -> TYPES + "  " + "T".repeat(1 << 20) + ": {struct: {a: u8}}\n");
        all.put("names of 60 kB", () -> TYPES + repeated(200, i -> "  ? " + "T".repeat(60_000) + i + "\n  : u8\n"));
        all.put("empty items", () -> HEAD + "x: [" + "[],".repeat(1_900_000) + "]\n");
        all.put(
                "items in lists",
                () -> HEAD + "x:\n" + repeated(100, i -> " y" + i + ": [" + "a,".repeat(19_000) + "]\n"));
        all.put("unknown keys", () -> HEAD + repeated(700_000, i -> "key" + i + ": 1\n"));
        all.put("quotes missing at the end", () -> types(MANY, _ -> "u8") + "exports:\n  f: &'a str\n");
        all.put(
                "quotes missing everywhere",
                () -> TYPES
                        + repeated(
                                MANY, i -> "  T" + i + ": {struct: {a: " + (i % 25 == 0 ? "&'a u8" : "u8") + "}}\n"));
    }

    private static void declarations(Map<String, Supplier<String>> all) {
        all.put("32,000 types", () -> types(MANY, _ -> "u8"));
        all.put("32,000 types in a chain", () -> types(MANY, i -> i == 0 ? "u8" : "T" + (i - 1)));
        all.put("32,000 types in a circle", () -> types(MANY, i -> "T" + (i + 1) % MANY));
        all.put("32,000 unknown types", () -> types(MANY, i -> "Spam" + i));
        all.put("32,000 namespaces", () -> types(MANY, i -> "n" + i + "::T"));
        all.put("32,000 uses", () -> HEAD + "uses:\n" + repeated(MANY, i -> "  n%d: f%d.yaml\n".formatted(i, i)));
        all.put(
                "32,000 equal discriminants",
                () -> TYPES + "  E:\n    repr: u32\n    enum:\n" + repeated(MANY, i -> "      V" + i + ": 1\n"));
        all.put(
                "32,000 uncallable closures",
                () -> EXPORTS + repeated(MANY, i -> "  f" + i + ": \"fn(x: &dyn FnMut(&mut dyn FnMut(u8)))\"\n"));
        all.put("32,000 unknown keys", () -> HEAD + repeated(MANY, i -> "key" + i + ": 1\n"));
        all.put("100,000 types", () -> types(100_000, _ -> "u8"));
        all.put("100,000 types in a chain", () -> types(100_000, i -> i == 0 ? "u8" : "T" + (i - 1)));
        all.put("100,000 types in a circle", () -> types(100_000, i -> "T" + (i + 1) % 100_000));
        all.put(
                "100,000 types in one line",
                () -> HEAD + "types: {" + list(100_000, i -> "T" + i + ": {struct: {a: u8}}") + "}\n");
        all.put("100,000 unknown types", () -> types(100_000, i -> "Spam" + i));
        all.put(
                "500,000 equal discriminants",
                () -> TYPES + "  E:\n    repr: u32\n    enum:\n" + repeated(500_000, i -> "      V" + i + ": 1\n"));
        all.put(
                "500,000 fields",
                () -> TYPES + "  S:\n    struct:\n" + repeated(500_000, i -> "      f" + i + ": u8\n"));
        all.put("100,000 uses", () -> HEAD + "uses:\n" + repeated(100_000, i -> "  n%d: f%d.yaml\n".formatted(i, i)));
        all.put("100,000 namespaces", () -> types(100_000, i -> "n" + i + "::T"));
        all.put(
                "100,000 functions of 16 parameters",
                () -> functions(100_000, "fn(" + list(16, i -> "p" + i + ": u8") + ")"));
        all.put("functions of 16 parameters", () -> functions("fn(" + list(16, i -> "p" + i + ": u8") + ")"));
        all.put("functions of 80 parameters", () -> functions("fn(" + list(80, i -> "p" + i + ": u8") + ")"));
        all.put("functions of references", () -> functions("fn(" + list(8, i -> "p" + i + ": &u8") + ")"));
        all.put(
                "20,000 types of 20 fields",
                () -> TYPES
                        + repeated(
                                20_000,
                                i ->
                                        "  T%d:\n    doc: What is known of a thing, in a line of ordinary length.\n    struct:\n"
                                                        .formatted(i)
                                                + repeated(20, k -> "      field_number_%d: u32\n".formatted(k))));
        all.put(
                "cycles that share a start",
                () -> TYPES + repeated(MANY, i -> "  T%d: {struct: {a: T%d, b: T0}}\n".formatted(i, (i + 1) % MANY)));
        all.put(
                "claims that fail far away",
                () -> TYPES
                        + repeated(MANY - 1, i -> "  T%d: {bounds: [Send], struct: {a: T%d}}\n".formatted(i, i + 1))
                        + "  T31999: {struct: {a: \"Box<dyn Fn((" + list(20_000, _ -> "u8") + "))>\"}}\n");
        all.put(
                "covariant lifetimes",
                () -> TYPES
                        + repeated(
                                20,
                                i -> "  ? \"T%d<".formatted(i) + list(8_000, k -> "'a" + k)
                                        + ">\"\n  : {opaque: {covariant: [" + list(8_000, k -> "\"'a" + k + "\"")
                                        + "]}}\n"));
    }

    private static void expressions(Map<String, Supplier<String>> all) {
        all.put(
                "50,000 uncallable closures",
                () -> EXPORTS + repeated(50_000, i -> "  f" + i + ": \"fn(x: &dyn FnMut(&mut dyn FnMut(u8)))\"\n"));
        all.put("types 64 deep", () -> types(MANY, _ -> "\"" + "Box<".repeat(62) + "u8" + ">".repeat(62) + "\""));
        all.put("closures 30 deep", () -> functions("fn(x: " + "&mut dyn FnMut(".repeat(30) + ")".repeat(31)));
        all.put("wide tuples", () -> functions("fn(x: &(" + list(16_000, _ -> "u8") + "))"));
        all.put("tuples of references", () -> functions("fn(x: &(" + list(12_000, _ -> "&u8") + "))"));
        all.put("parameters", () -> functions("fn(" + list(6_000, i -> "p" + i + ": u8") + ")"));
        all.put("lifetimes of functions", () -> functions("fn<" + list(8_000, i -> "'a" + i) + ">()"));
        all.put("lifetimes of function types", () -> functions("fn(x: for<" + list(8_000, i -> "'a" + i) + "> fn())"));
        all.put(
                "lifetimes of results",
                () -> functions("fn(x: for<" + list(4_000, i -> "'a" + i) + "> fn() -> ("
                        + list(4_000, i -> "&'a" + i + " u8") + "))"));
        all.put(
                "lifetimes that are misspelt",
                () -> functions("fn<" + list(2_000, i -> "'lifetime_of_twenty_" + i) + ">("
                        + list(32, i -> "p" + i + ": &'lifetime_of_twentie" + i + "q u8") + ")"));
        all.put(
                "where",
                () -> functions("fn<" + list(200, i -> "'a" + i) + ">(" + list(200, i -> "p" + i + ": &'a" + i + " u8")
                        + ") where " + list(4_000, i -> "'a%d: 'a%d".formatted(i % 200, (i * 7 + i / 200) % 200))));
        all.put(
                "lifetimes that are missing",
                () -> TYPES + "  ? \"T<" + list(8_000, i -> "'a" + i) + ">\"\n  : {struct: {a: \"("
                        + list(4_000, i -> "&'a" + i + " u8") + ")\", b: \"("
                        + list(4_000, i -> "&'a" + (i + 4_000) + " u8")
                        + ")\"}}\n  S: {struct: {a: \"(" + list(20_000, _ -> "T") + ")\"}}\n");
        all.put(
                "results that may borrow",
                () -> functions("fn(" + list(3_000, i -> "parameter" + i + ": &u8") + ") -> (" + list(3_000, _ -> "&u8")
                        + ")"));
        all.put(
                "closures that lead to one another",
                () -> TYPES
                        + repeated(
                                20_000,
                                i ->
                                        "  T%d: {struct: {f: \"Arc<dyn FnMut(&T%d, u8)>\", g: \"Box<dyn FnMut(&mut T%d)>\"}}\n"
                                                .formatted(i, (i + 1) % 20_000, (i + 1) % 20_000))
                        + "exports: {f: \"fn(x: &mut T0)\"}\n");
        all.put(
                "what C is passed",
                () -> EXPORTS
                        + repeated(
                                100,
                                i -> "  f%d: {sig: 'extern \"C\" fn(".formatted(i)
                                        + list(2_000, k -> "p" + k + ": &mut dyn FnMut(u8)") + ")', c: ["
                                        + list(2_000, k -> "p" + k + ".code, p" + k + ".data") + "]}\n"));
        all.put(
                "one function that frees all",
                () -> TYPES + repeated(30_000, i -> "  H%d: {opaque: {drop: free}}\n".formatted(i))
                        + "exports:\n  free: {sig: 'extern \"C\" fn(" + list(6_000, k -> "p" + k + ": u8")
                        + ")', symbol: free, c: ["
                        + list(6_000, k -> "p" + k) + "]}\n");
    }
}
