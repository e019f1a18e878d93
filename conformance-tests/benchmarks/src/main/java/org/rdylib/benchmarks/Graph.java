package org.rdylib.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;

/** How the types of a large boundary refer to each other. */
public enum Graph {
    /** Not at all. */
    FLAT {
        @Override
        IntStream within(int number) {
            return IntStream.empty();
        }
    },
    /** Each stands within two others. */
    TREE {
        @Override
        IntStream within(int number) {
            return IntStream.of(number / 2);
        }
    },
    /** Each refers to the one before it. */
    CHAIN {
        @Override
        IntStream within(int number) {
            return IntStream.of(number - 1);
        }
    },
    /** Each refers to eight others. */
    DENSE {
        @Override
        IntStream within(int number) {
            return IntStream.range(0, 8).map(i -> (int) ((number * 31L + i * 17L) % number));
        }
    };

    /** To which types before it type {@code number}, from 1, refers. */
    abstract IntStream within(int number);

    /** Whether, of a thousand types, so many are changed, this is one of them. */
    private static boolean isChanged(int number, int perMille) {
        return number * 7919L % 1000 < perMille;
    }

    /**
     * A descriptor with so many types, and a function for each that lends and returns it.
     *
     * @param perMille of how many types in a thousand a field has another type than otherwise
     */
    public String descriptor(int types, int perMille) {
        StringBuilder text = new StringBuilder("abi: 1\nlibrary: benchmark\nversion: 1.0.0\ntypes:\n");
        for (int i = 0; i < types; i++) {
            text.append("  T%d<'a>:\n    struct:\n      name: \"&'a str\"\n".formatted(i));
            text.append("      id: ").append(isChanged(i, perMille) ? "i64\n" : "u64\n");
            if (i > 0) {
                int[] others = within(i).toArray();
                for (int k = 0; k < others.length; k++) {
                    text.append("      next%d: \"Option<&'a T%d<'a>>\"\n".formatted(k, others[k]));
                }
            }
        }
        text.append("exports:\n");
        for (int i = 0; i < types; i++) {
            text.append(
                    "  f%d: \"fn<'s, 't: 's>(from: &'t str, with: &'s T%d<'t>) -> &'s T%d<'s>\"\n".formatted(i, i, i));
        }
        return text.toString();
    }

    /**
     * A part of the same boundary as C, for tools that compare what compilers say of it: types {@code from} to {@code to}
     * and each function as a definition. What they point to may be in another part.
     */
    public String c(int from, int to, int perMille) {
        StringBuilder text = new StringBuilder("#include <stdint.h>\n#include <stddef.h>\n");
        for (int i = from; i < to; i++) {
            text.append("struct T%d { const char *name; size_t length; %s id;"
                    .formatted(i, isChanged(i, perMille) ? "int64_t" : "uint64_t"));
            if (i > 0) {
                int[] others = within(i).toArray();
                for (int k = 0; k < others.length; k++) {
                    text.append(" const struct T%d *next%d;".formatted(others[k], k));
                }
            }
            text.append(" };\n");
        }
        for (int i = from; i < to; i++) {
            text.append(("const struct T%d *f%d(const char *from, size_t length, const struct T%d *with)"
                            + " { (void)from; (void)length; return with; }\n")
                    .formatted(i, i, i));
        }
        return text.toString();
    }

    /**
     * {@code Graph descriptor SHAPE TYPES PER_MILLE} prints a descriptor, {@code Graph c SHAPE TYPES PER_MILLE UNIT FOLDER}
     * writes C into a folder, so many types to a file.
     */
    public static void main(String[] arguments) throws IOException {
        Graph graph = valueOf(arguments[1].toUpperCase(Locale.ROOT));
        int types = Integer.parseInt(arguments[2]);
        int perMille = Integer.parseInt(arguments[3]);
        if (arguments[0].equals("descriptor")) {
            System.out.print(graph.descriptor(types, perMille));
            return;
        }
        int unit = Integer.parseInt(arguments[4]);
        for (int from = 0; from < types; from += unit) {
            String text = graph.c(from, Math.min(types, from + unit), perMille);
            Files.writeString(Path.of(arguments[5], "part%05d.c".formatted(from / unit)), text);
        }
    }
}
