package org.rdylib.codegen;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tools that a test needs and that the build does not bring. */
public final class SystemTools {

    private SystemTools() {}

    /** Runs a tool, which must succeed. Where there is none, the test is skipped, and fails in CI. */
    public static void run(List<String> command) throws IOException {
        Run run = attempt(command);
        if (run.exit() != 0) {
            fail(command + ":\n" + run.output());
        }
    }

    /** What a tool prints that must fail; without the tool as {@link #run}. */
    public static String failure(List<String> command) throws IOException {
        Run run = attempt(command);
        if (run.exit() == 0) {
            fail(command + " did not fail");
        }
        return run.output();
    }

    private record Run(int exit, String output) {}

    private static Run attempt(List<String> command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            if ("true".equals(System.getenv("CI"))) {
                fail("needs " + command.getFirst(), e);
            }
            abort("needs " + command.getFirst());
            throw e;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Run(process.waitFor(), output);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
