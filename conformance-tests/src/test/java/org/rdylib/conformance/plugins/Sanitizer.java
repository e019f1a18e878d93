package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rdylib.conformance.Tool;

/** A JVM into which the C compiler's sanitizer is loaded before all else, so that what is allocated is its. */
final class Sanitizer {

    /** What it ends a process with. */
    static final int FOUND = 99;

    private static final List<String> IN_C =
            List.of("-pthread", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer");

    private static final List<String> IN_RUST = List.of("-Zsanitizer=address", "-Copt-level=1");

    private Sanitizer() {}

    /** The C compiler's options for a plugin, beside others. */
    static String[] inC(String... others) {
        return Stream.concat(IN_C.stream(), Stream.of(others)).toArray(String[]::new);
    }

    /** The Rust compiler's. */
    static String[] inRust(String... others) {
        return Stream.concat(IN_RUST.stream(), Stream.of(others)).toArray(String[]::new);
    }

    /**
     * Runs the checks of a plugin that was built for it.
     *
     * @param classes the host's
     * @param driver the name of its class, a {@link PluginChecks}
     */
    static Tool.Run drive(Path classes, String driver, Path library) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "LD_PRELOAD=" + runtime(),
                // The JVM has uses for these signals, and much that it never frees.
                "ASAN_OPTIONS=handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:detect_leaks=0:exitcode="
                        + FOUND,
                "UBSAN_OPTIONS=exitcode=" + FOUND,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                PluginRun.class.getName(),
                driver,
                library.toAbsolutePath().toString()));
        return Tool.attempt(Path.of(""), command.toArray(String[]::new));
    }

    /** All checks hold, and the sanitizer has found nothing. */
    static void assertHolds(Tool.Run run) {
        assertThat(run.exit()).as(run.text()).isZero();
        assertThat(run.text()).contains(" checks hold");
    }

    /** The sanitizer's library. */
    private static String runtime() {
        Tool.require("cc");
        Path file = Path.of(
                Tool.run(Path.of(""), "cc", "-print-file-name=libasan.so").getFirst());
        if (!file.isAbsolute()) {
            Tool.missing("cc has no AddressSanitizer");
        }
        return file.toString();
    }
}
