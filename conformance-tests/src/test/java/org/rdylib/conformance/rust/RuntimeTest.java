package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;

/**
 * What generated Rust stands on keeps the rules of the boundary, played from both sides by programs in Rust: failures,
 * values that are none, owned data, objects, closures.
 */
class RuntimeTest {

    private static final Path SOURCES = Rust.SOURCES.resolve("runtime");

    @TempDir
    static Path folder;

    @BeforeAll
    static void write() throws IOException {
        for (Path file : NativeBuild.files(SOURCES, ".rs")) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
        Rust.runtime(folder.resolve("rt.rs"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021", "2024"})
    void itsTestsPass(String edition) throws IOException {
        passes("--edition", edition, "--test", "-g", "-o", "tests" + edition, "runtime.rs");
    }

    @Test
    void theAddressSanitizerFindsNothing() throws IOException {
        Rust.requireAddressSanitizer();
        passes("--edition", "2021", "--test", "-g", "-Zsanitizer=address", "-o", "sanitized", "runtime.rs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021", "2024"})
    void clippyHasNothingToSay(String edition) throws IOException {
        Files.writeString(folder.resolve("lib.rs"), """
            #![deny(warnings)]
            #![allow(clippy::missing_safety_doc)]
            #[allow(dead_code)]
            mod rt;
            """);

        Tool.Run run = Rust.clippy(folder, "--edition", edition, "--crate-type", "rlib", "lib.rs");

        assertThat(run.text()).isEmpty();
        assertThat(run.exit()).isZero();
    }

    private static void passes(String... arguments) throws IOException {
        Tool.Run built = Rust.rustc(folder, arguments);
        assertThat(built.text()).isEmpty();
        Tool.Run run = Tool.attempt(
                folder, folder.resolve(arguments[arguments.length - 2]).toString());

        assertThat(run.exit()).as(run.text()).isZero();
        assertThat(run.text()).contains("test result: ok. " + (tests() - 3) + " passed; 0 failed; 3 ignored");
    }

    /** How many there are. Three of them end their process, and are run by others. */
    private static int tests() throws IOException {
        int count = 0;
        for (Path file : NativeBuild.files(SOURCES, ".rs")) {
            count += Collections.frequency(Files.readAllLines(file), "#[test]");
        }
        return count;
    }
}
