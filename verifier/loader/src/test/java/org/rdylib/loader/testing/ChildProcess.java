package org.rdylib.loader.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that tests run beside themselves. */
public final class ChildProcess {

    private static final int MINUTES = 5;

    private ChildProcess() {}

    /** What came of one: its exit status, and what it printed on both streams. */
    public record Outcome(int exit, String output) {}

    /** Runs a program to its end, or for five minutes. */
    public static Outcome run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            Thread watchdog = Thread.ofVirtual().start(() -> endAtLast(process));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            watchdog.interrupt();
            return new Outcome(exit, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void endAtLast(Process process) {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            // The process has ended.
        }
    }
}
