package org.rdylib.conformance.plugins;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tools that the tests need and that the build does not bring. */
public final class SystemTools {

    /** A tool that did not succeed. */
    public static final class FailedException extends IOException {

        private static final long serialVersionUID = 1;

        private final String output;

        FailedException(String message, String output) {
            super(message + ":\n" + output);
            this.output = output;
        }

        /** What it printed before it ended. */
        public String output() {
            return output;
        }
    }

    private SystemTools() {}

    /** Runs a tool in this folder. */
    public static String run(List<String> command) throws IOException {
        return run(Path.of(""), Map.of(), command);
    }

    /**
     * Runs a tool, which must succeed. Where there is none, the test is skipped, and fails in CI.
     *
     * @param environment what it sees beside the environment of the test
     * @return what it printed
     */
    public static String run(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile())
                    .redirectErrorStream(true);
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            missing(command.getFirst() + " is not installed");
            throw e;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new FailedException(command + " ended with " + process.exitValue(), output);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return output;
    }

    /** Skips the test for want of something, and fails it in CI, where everything must be there. */
    static void missing(String what) {
        if ("true".equals(System.getenv("CI"))) {
            fail(what);
        }
        abort(what);
    }
}
