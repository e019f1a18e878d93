package org.rdylib.conformance;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Programs of the system. Where one is missing, a test is skipped visibly; under continuous integration it fails. */
public final class Tool {

    private Tool() {}

    /** Skips the test, or fails it, where the program is missing. */
    public static void require(String name) {
        boolean present = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!present && "true".equals(System.getenv("CI"))) {
            fail(name + " is not installed");
        }
        if (!present) {
            abort(name + " is not installed");
        }
    }

    /**
     * How a program ended.
     *
     * @param output what it printed, errors included
     */
    public record Run(int exit, List<String> output) {}

    /** Runs a command in {@code folder} and gives back what it prints; fails if the command does. */
    public static List<String> run(Path folder, String... command) {
        Run run = attempt(folder, command);
        if (run.exit() != 0) {
            String text = String.join("\n", run.output());
            fail(String.join(" ", command) + ":\n" + text.substring(0, Math.min(text.length(), 4000)));
        }
        return run.output();
    }

    /** Runs a command in {@code folder}, whatever comes of it. */
    public static Run attempt(Path folder, String... command) {
        try {
            Path output = Files.createTempFile(folder, "out", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            // Stable rustc tells the offsets within variants only to those who ask for unstable features.
            builder.environment().put("RUSTC_BOOTSTRAP", "1");
            int exit = builder.start().waitFor();
            return new Run(exit, Files.readAllLines(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
