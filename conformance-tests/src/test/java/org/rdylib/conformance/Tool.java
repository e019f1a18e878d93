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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Programs of the system. Where one is missing, a test is skipped visibly; under continuous integration it fails. */
public final class Tool {

    /** What hangs is to fail, and to say so. */
    private static final long MINUTES = 15;

    /** How much is shown of the beginning of what a program printed that failed, and how much of the end. */
    private static final int SHOWN = 4_000;

    private Tool() {}

    /** Skips the test, or fails it, where the program is missing. */
    public static void require(String name) {
        boolean present = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!present) {
            missing(name + " is not installed");
        }
    }

    /** Skips the test for want of something; fails it under continuous integration, where everything must be there. */
    public static void missing(String what) {
        if ("true".equals(System.getenv("CI"))) {
            fail(what);
        }
        abort(what);
    }

    /**
     * How a program ended.
     *
     * @param text what it printed, errors included
     */
    public record Run(int exit, String text) {

        /** Whether this is how a compiler ends that has accepted or refused, not one that has crashed. */
        public boolean isJudgement() {
            return exit == 0 || exit == 1;
        }

        /** What it printed, line by line. */
        public List<String> output() {
            return text.lines().toList();
        }
    }

    /** Runs a command in {@code folder} and gives back what it prints; fails if the command does. */
    public static List<String> run(Path folder, String... command) {
        Run run = attempt(folder, command);
        if (run.exit() != 0) {
            fail(String.join(" ", command) + ":\n" + ends(run.text()));
        }
        return run.output();
    }

    /** Asks a compiler, which accepts or refuses; fails where it crashes, which is neither. */
    public static Run judge(Path folder, String... command) {
        Run run = attempt(folder, command);
        if (!run.isJudgement()) {
            fail(String.join(" ", command) + " ended with " + run.exit() + ":\n" + ends(run.text()));
        }
        return run;
    }

    /** The beginning and the end of what is long: a program may say at last what it found, below what others said of it. */
    private static String ends(String text) {
        int left = text.length() - 2 * SHOWN;
        return left <= 0
                ? text
                : text.substring(0, SHOWN) + "\n[" + left + " characters are left out]\n"
                        + text.substring(SHOWN + left);
    }

    /** Runs a command in {@code folder}, whatever comes of it; ends it if it hangs. */
    public static Run attempt(Path folder, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectErrorStream(true);
            // Stable rustc tells the offsets within variants only to those who ask for unstable features.
            builder.environment().put("RUSTC_BOOTSTRAP", "1");
            Process process = builder.start();
            CompletableFuture<Void> end = CompletableFuture.runAsync(
                    process::destroyForcibly, CompletableFuture.delayedExecutor(MINUTES, TimeUnit.MINUTES));
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            return end.cancel(false)
                    ? new Run(exit, text)
                    : new Run(exit, "No end in " + MINUTES + " minutes. " + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
