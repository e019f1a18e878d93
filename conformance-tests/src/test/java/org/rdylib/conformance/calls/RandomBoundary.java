package org.rdylib.conformance.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Random types and signatures, as a descriptor writes them: of everything that both the Java generator and that of the
 * other side pass. Every function calls for at most as many words as Java's linker can pass, and has few enough scalars
 * to be read.
 */
final class RandomBoundary {

    /** What every descriptor begins with: one of everything that has a type of its own in generated Rust. */
    static final String HEAD = """
        abi: 1
        library: calls
        version: 1.0.0
        types:
          All: {struct: {a: "Option<u8>", b: "Result<u8, u16>", c: "Vec<u32>", d: String, e: "Box<u64>", l: "Arc<u64>", f: "Box<[u8]>", g: "Box<str>", h: "(u8,)", i: "(u8, u8)", j: "(u8, u8, u8)", k: "(u8, u8, u8, u8)", m: "Box<Later>"}}
          Later: {evolves: append, struct: {a: u8}}
          Within<'a>: {struct: {a: u8, b: "&'a mut u32", c: "Option<&'a mut [u16]>", d: "&'a mut str", e: "[&'a mut u8; 2]"}}
          Either<'a>: {enum: {A: "(&'a mut u64)", B: {x: "&'a mut [(u8, u64)]", y: u8, z: "Within<'a>"}, C: }}
          Lent<'a>: {struct: {text: "&'a CStr", next: "Option<&'a Lent<'a>>"}}
        """;

    private static final int INTERFACES = 3;

    private final RandomGenerator random;
    private final RandomDeclarations declarations;
    private final RandomCode code;
    private final StringBuilder exports = new StringBuilder();
    private final StringBuilder imports = new StringBuilder();

    /**
     * A boundary of {@code functions} signatures: exports, what they take and give that can be called, and imports.
     *
     * @param count how many types are declared
     */
    RandomBoundary(RandomGenerator random, int count, int functions) {
        RandomValues values = new RandomValues(random);
        this.random = random;
        this.declarations = new RandomDeclarations(random, values);
        this.code = new RandomCode(random, values);
        values.declare(new RandomValues.Declared("All", false, true, true, new Spelt("All", 32, 31, false)));
        values.declare(new RandomValues.Declared("Lent", true, false, true, new Spelt("Lent", 2, 3, false)));
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(8)) {
                case 0 -> declarations.growingEnum("T" + i);
                case 1 -> declarations.growingStruct("T" + i);
                default -> declarations.frozen("T" + i);
            }
        }
        for (int i = 0; i < INTERFACES; i++) {
            code.declare("I" + i);
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

    /** The host's copy of the descriptor. */
    String ofHost() {
        return HEAD + declarations.ofHost() + functions();
    }

    /** The plugin's copy: what may grow has grown in one of the two. */
    String ofPlugin() {
        return HEAD + declarations.ofPlugin() + functions();
    }

    private String functions() {
        return "interfaces:\n" + code.declarations() + "exports:\n" + exports
                + (imports.isEmpty() ? "" : "imports:\n" + imports);
    }

    private String export(String name) {
        boolean isPlain = random.nextInt(6) == 0;
        boolean isNamed = !isPlain && random.nextInt(4) == 0;
        int words = 0;
        List<String> parameters = new ArrayList<>();
        if (isNamed) {
            parameters.add("p0: &'a str");
        }
        for (int i = parameters.size(), count = random.nextInt(17); i < count; i++) {
            Life life = isNamed && random.nextBoolean() ? Life.NAMED : Life.ELIDED;
            boolean isCode = !isPlain && random.nextInt(10) == 0;
            Spelt next = !isCode ? code.value(life, true) : life == Life.NAMED ? code.lentFor() : code.parameter();
            if (words + next.words() > RandomCode.MOST_WORDS) {
                break;
            }
            words += next.words();
            parameters.add("p" + i + ": " + next.text());
        }
        Life life = isNamed ? Life.NAMED : random.nextInt(4) == 0 ? Life.STATIC : Life.NONE;
        return "%s: \"%sfn%s(%s)%s\""
                .formatted(
                        name,
                        isPlain ? "extern \\\"C\\\" " : "",
                        isNamed ? "<'a>" : "",
                        String.join(", ", parameters),
                        isPlain ? plainResult(life) : result(life));
    }

    private String plainResult(Life life) {
        return random.nextInt(6) == 0 ? "" : " -> " + code.plain(life, true).text();
    }

    /** The generators let only plugins give functions that cannot fail. */
    private String result(Life life) {
        return random.nextInt(16) == 0 ? " -> " + code.plainFunction().text() : code.result(life);
    }

    private String imported(String name) {
        boolean isPlain = random.nextInt(6) == 0;
        Life life = random.nextInt(4) == 0 ? Life.STATIC : Life.NONE;
        String result = isPlain ? " -> " + code.number() : code.result(life);
        return "%s: \"%sfn(%s)%s\""
                .formatted(
                        name,
                        isPlain ? "extern \\\"C\\\" " : "",
                        code.parameters(i -> "p" + i + ": ", random.nextInt(17)),
                        result);
    }
}
