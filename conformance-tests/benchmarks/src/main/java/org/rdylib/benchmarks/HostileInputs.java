package org.rdylib.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/**
 * How long it takes to say what is wrong with {@linkplain HostileTexts descriptors that were written to take long}: {@code
 * HostileInputs [PART OF A NAME …]}. Each is read and checked for every target, in a JVM of its own that has read one
 * small descriptor, and again in that.
 */
public final class HostileInputs {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int FORKS = Integer.getInteger("forks", 3);
    /** In a JVM that was started to read one of them: which. */
    private static final String WHICH = "which";

    private HostileInputs() {}

    /**
     * Prints the processor time of both, in milliseconds, and the first thing that is found.
     *
     * @param arguments parts of the names of those that are wanted; none for all
     */
    public static void main(String[] arguments) throws IOException {
        String which = System.getProperty(WHICH, "");
        if (!which.isEmpty()) {
            measure(HostileTexts.all().get(which).get());
            return;
        }
        List<String> wanted = List.of(arguments);
        for (String name : HostileTexts.all().keySet()) {
            if (wanted.isEmpty() || wanted.stream().anyMatch(name::contains)) {
                List<String> lines = new ArrayList<>();
                for (int i = 0; i < FORKS; i++) {
                    lines.add(fork(name));
                }
                // They begin with the time.
                System.out.printf(
                        "%-36s %s%n", name, lines.stream().sorted().toList().get(FORKS / 2));
            }
        }
    }

    private static String fork(String name) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-D" + WHICH + "=" + name,
                "-cp",
                System.getProperty("java.class.path"),
                HostileInputs.class.getName());
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = child.inputReader()) {
            return lines.lines().reduce("", (_, line) -> line);
        }
    }

    private static void measure(String text) {
        Descriptors.read("warm-up.yaml", "abi: 1\nlibrary: sample\nversion: 1.0.0\ntypes: {S: {struct: {a: u8}}}\n");
        double first = milliseconds(text);
        double again = milliseconds(text);
        List<Diagnostic> found = read(text);
        String what = found.isEmpty()
                ? "well-formed"
                : found.getFirst().place() + " " + found.getFirst().code().id();
        System.out.printf(
                Locale.ROOT,
                "%8.0f ms, again %8.0f ms, %9d characters, %5d errors, %s%n",
                first,
                again,
                text.length(),
                found.size(),
                what);
    }

    private static List<Diagnostic> read(String text) {
        return Descriptors.read("hostile.yaml", text, List.of(Target.values())).diagnostics();
    }

    private static double milliseconds(String text) {
        long before = THREADS.getCurrentThreadCpuTime();
        read(text);
        return (THREADS.getCurrentThreadCpuTime() - before) / 1e6;
    }
}
