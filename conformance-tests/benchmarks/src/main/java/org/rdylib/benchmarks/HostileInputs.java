package org.rdylib.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/**
 * How long it takes to say what is wrong with descriptors that were written to take long: {@code HostileInputs}. Each is
 * read and checked for every target, for the first time in this JVM, and again.
 */
public final class HostileInputs {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String HEAD = "abi: 1\nlibrary: sample\nversion: 1.0.0\n";
    private static final int LARGEST = 16 << 20;

    private HostileInputs() {}

    /** Prints the processor time of both, in milliseconds, and the first thing that is found. */
    public static void main(String[] arguments) {
        Descriptors.read("warm-up.yaml", HEAD + "types: {S: {struct: {a: u8}}}\n");
        inputs().forEach((name, text) -> {
            double first = milliseconds(text);
            double again = milliseconds(text);
            List<Diagnostic> found = read(text);
            String what = found.isEmpty()
                    ? "well-formed"
                    : found.getFirst().place() + " " + found.getFirst().code().id();
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %10d characters: %6.0f ms, again %6.0f ms, %5d errors, %s%n",
                    name,
                    text.length(),
                    first,
                    again,
                    found.size(),
                    what);
        });
    }

    private static List<Diagnostic> read(String text) {
        return Descriptors.read("hostile.yaml", text, List.of(Target.values())).diagnostics();
    }

    private static double milliseconds(String text) {
        long before = THREADS.getCurrentThreadCpuTime();
        read(text);
        return (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
    }

    private static String repeated(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
    }

    /** So many types, each with one field. */
    private static String types(IntFunction<String> field) {
        return HEAD + "types:\n" + repeated(100_000, i -> "  T%d: {struct: {a: %s}}\n".formatted(i, field.apply(i)));
    }

    private static Map<String, String> inputs() {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("anchors", types(_ -> "&b u8"));
        inputs.put("aliases", "a: [" + "*a,".repeat(500_000) + "]\n");
        inputs.put("tags", types(_ -> "!b u8"));
        inputs.put("duplicates", HEAD + "types:\n" + "  T: {struct: {a: u8}}\n".repeat(500_000));
        inputs.put("second documents", HEAD + "---\na: b\n".repeat(1_000_000));
        inputs.put("depth in brackets", "a: " + "[".repeat(10_000_000));
        inputs.put("depth by indentation", repeated(3_000, i -> " ".repeat(i) + "a:\n"));
        inputs.put("blanks", " ".repeat(LARGEST));
        inputs.put("comments", "#\n".repeat(LARGEST / 2));
        inputs.put("lone surrogates", HEAD + "doc: " + "\ud800 ".repeat(1_000_000));
        inputs.put("NUL", "\0".repeat(LARGEST));
        inputs.put("control characters", HEAD + "doc: " + "\u0007".repeat(1_000_000));
        inputs.put("a plain scalar of 10 MB", HEAD + "doc: " + "x y\n  ".repeat(2_000_000));
        inputs.put("a quoted scalar of 10 MB", HEAD + "doc: \"" + "x".repeat(10_000_000) + "\"\n");
        inputs.put("a literal scalar of 10 MB", HEAD + "doc: |\n" + "  xxx\n".repeat(2_000_000));
        inputs.put("a name of 1 MB", HEAD + "types:\n  " + "T".repeat(1 << 20) + ": {struct: {a: u8}}\n");
        inputs.put(
                "names of 60 kB",
                HEAD + "types:\n" + repeated(200, i -> "  ? " + "T".repeat(60_000) + i + "\n  : u8\n"));
        inputs.put("100,000 types", types(_ -> "u8"));
        inputs.put("100,000 types in a chain", types(i -> i == 0 ? "u8" : "T" + (i - 1)));
        inputs.put("100,000 types in a circle", types(i -> "T" + (i + 1) % 100_000));
        inputs.put("100,000 unknown types", types(i -> "Spam" + i));
        inputs.put(
                "500,000 equal discriminants",
                HEAD + "types:\n  E:\n    repr: u32\n    enum:\n" + repeated(500_000, i -> "      V" + i + ": 1\n"));
        inputs.put(
                "50,000 uncallable closures",
                HEAD + "exports:\n"
                        + repeated(50_000, i -> "  f" + i + ": \"fn(x: &dyn FnMut(&mut dyn FnMut(u8)))\"\n"));
        return inputs;
    }
}
