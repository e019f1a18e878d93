package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Boundaries of a dozen declarations of every kind that lead to one another at random, and edits of their canonical texts:
 * the rules that are about more than one declaration are broken by some of them.
 */
final class Mixtures {

    private static final int TYPES = 7;
    private static final int INTERFACES = 2;
    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> SECTIONS = List.of("types", "interfaces", "exports", "imports");
    private static final List<String> WORDS = List.of(
            "u8", "u64", "f32", "c_int", "String", "Fn", "FnMut", "Send", "mut", "const", "unsafe", "append", "opaque");

    private final RandomGenerator random;

    Mixtures(RandomGenerator random) {
        this.random = random;
    }

    /** The next boundary, as a descriptor's text; perhaps ill-formed. */
    String next() {
        List<String> lines = new ArrayList<>(List.of("abi: 1", "library: mix", "version: 1.0.0"));
        if (chance(30)) {
            lines.add("on_unload: {threads: joined, shutdown: f0}");
        }
        lines.add("types:");
        for (int i = 0; i < TYPES; i++) {
            lines.add(type(i));
        }
        lines.add("interfaces:");
        for (int i = 0; i < INTERFACES; i++) {
            lines.add("  I%d: {methods: {m: \"fn(&self, x: &u8)\", n: \"fn(&mut self%s)%s\"}}"
                    .formatted(i, chance(60) ? ", x: " + lent() : "", chance(40) ? " -> " + given() : ""));
        }
        lines.add("exports:");
        lines.add("  f0: \"fn()\"");
        for (int i = 1; i <= 5; i++) {
            lines.add("  f%d: %s".formatted(i, export()));
        }
        if (chance(60)) {
            lines.add("imports:");
            lines.add("  g0: \"fn(x: %s)\"".formatted(chance(50) ? lent() : named()));
            lines.add("  g2: \"fn(x: %s)\"".formatted(owned()));
            lines.add("  g1: {sig: \"fn() -> %s\", optional: true}".formatted(given()));
        }
        return String.join("\n", lines) + "\n";
    }

    private String type(int number) {
        String name = "  T" + number;
        return switch (random.nextInt(9)) {
            case 0 -> name + ": opaque";
            case 1 -> name + ": {opaque: {drop: " + symbol() + "}}";
            case 2 -> name + ": {enum: {A: , B: \"(%s)\"}}".formatted(field(number));
            case 3 -> name + ": {struct: {a: u8, b: \"%s\"}, evolves: append}".formatted(field(number));
            case 4 -> name + ": {enum: {A: , B: \"(%s)\"}, evolves: append, storage: 64}".formatted(field(number));
            case 5 -> name + ": {struct: {a: u8, b: \"%s\"}, bounds: [Send]}".formatted(field(number));
            case 6 ->
                name
                        + ": {struct: {a: u8, b: \"%s\"}, %s: 2}"
                                .formatted(field(number), chance(50) ? "packed" : "align");
            default -> name + ": {struct: {a: \"%s\", b: \"%s\"}}".formatted(field(number), field(number));
        };
    }

    /** @param below of the types before which one may lie within it */
    private String field(int below) {
        return switch (random.nextInt(13)) {
            case 0, 12 -> "Box<dyn FnMut(" + lent() + ")>";
            case 1 -> "Box<dyn Fn() -> " + owned() + ">";
            case 2 -> "*const u8";
            case 3 -> "c_int";
            case 4 -> "fn(" + lent() + ")";
            case 5 -> "Vec<u8>";
            case 6 -> owned();
            case 7 -> "&'static " + named();
            case 8 -> "Arc<" + named() + ">";
            case 9, 10 -> below == 0 ? "u16" : "T" + random.nextInt(below);
            default -> "u32";
        };
    }

    private String owned() {
        return chance(30) ? "Box<dyn I%d>".formatted(random.nextInt(INTERFACES)) : "Box<" + named() + ">";
    }

    private String lent() {
        return switch (random.nextInt(5)) {
            case 0 -> "&mut " + named();
            case 1 -> "&mut dyn FnMut(&" + named() + ")";
            case 2 -> "&dyn I" + random.nextInt(INTERFACES);
            default -> "&" + named();
        };
    }

    private String given() {
        return chance(40) ? "u8" : owned();
    }

    private String named() {
        return "T" + random.nextInt(TYPES);
    }

    private String symbol() {
        return chance(20) ? "mix_f" + random.nextInt(6) : "s" + random.nextInt(8);
    }

    private String export() {
        String more = (chance(25) ? ", symbol: " + symbol() : "") + (chance(15) ? ", optional: true" : "");
        String signature = chance(30)
                ? "extern \\\"C\\\" fn(x: &%s) -> c_int".formatted(named())
                : "%sfn(x: %s, y: u32)%s"
                        .formatted(chance(20) ? "unsafe " : "", lent(), chance(50) ? " -> " + given() : "");
        return "{sig: \"" + signature + "\"" + more + "}";
    }

    /** The canonical text of a boundary with an edit or two, or as it is. */
    String edited(String canonical) {
        ObjectNode root = (ObjectNode) JSON.readTree(canonical);
        for (int i = random.nextInt(3); i > 0; i--) {
            declarations(root);
        }
        String text = JSON.writeValueAsString(root);
        for (int i = random.nextInt(3); i > 0; i--) {
            text = word(text);
        }
        return text;
    }

    /** One declaration less, or one more that is another's copy, or that has another's place. */
    private void declarations(ObjectNode root) {
        String section = chance(30) ? "imports" : SECTIONS.get(random.nextInt(SECTIONS.size()));
        if (!(root.get(section) instanceof ObjectNode all) || all.isEmpty()) {
            return;
        }
        List<String> names = List.copyOf(all.propertyNames());
        String name = names.get(random.nextInt(names.size()));
        JsonNode declaration = all.get(name);
        switch (random.nextInt(4)) {
            case 0 -> all.remove(name);
            case 1 -> all.set(name + "_", declaration);
            case 2 -> all.set(names.get(random.nextInt(names.size())), declaration);
            default -> {
                all.remove(name);
                all.set(name, declaration);
            }
        }
        if (all.isEmpty()) {
            root.remove(section);
        }
    }

    /** One word for another. */
    private String word(String text) {
        List<int[]> words = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || !Character.isJavaIdentifierPart(text.charAt(at))) {
                if (at > from) {
                    words.add(new int[] {from, at});
                }
                from = at + 1;
            }
        }
        int[] replaced = words.get(random.nextInt(words.size()));
        int[] by = words.get(random.nextInt(words.size()));
        String other = chance(30) ? WORDS.get(random.nextInt(WORDS.size())) : text.substring(by[0], by[1]);
        return text.substring(0, replaced[0]) + other + text.substring(replaced[1]);
    }

    /** Any text with some of its bytes changed. */
    byte[] spoilt(byte[] text) {
        byte[] spoilt = text.clone();
        IntStream.rangeClosed(0, random.nextInt(3)).forEach(_ -> {
            int at = random.nextInt(spoilt.length);
            spoilt[at] = chance(70) ? spoilt[random.nextInt(spoilt.length)] : (byte) random.nextInt();
        });
        return spoilt;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
