package org.rdylib.conformance.rust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.spec.InvalidDescriptorException;

/**
 * Futures of a plugin in Rust that a host in C polls, and the other way round: to their ends, dropped at any time, woken
 * by any thread, failing, misused. Whatever is made for them is gone afterwards.
 */
class FuturesTest {

    private static final Path SOURCES = Rust.SOURCES.resolve("futures");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "edition {0}, opt-level {1}")
    @CsvSource({"2021, 0", "2024, 3"})
    void futuresCrossInBothDirections(String edition, int optimized) throws Exception {
        Path host = build(edition, "-Copt-level=" + optimized);
        assertThat(Tool.run(folder, host.toString())).endsWith("all checks hold");
    }

    @Test
    void nothingIsLeftOrUsedAfterItsEnd() throws Exception {
        Tool.require("valgrind");
        Path host = build("2024", "-Copt-level=1");
        Tool.run(
                folder,
                "valgrind",
                "-q",
                "--leak-check=full",
                "--errors-for-leak-kinds=definite",
                "--error-exitcode=9",
                host.toString());
    }

    @Test
    void clippyHasNothingToSayOfTheAuthorsCode() throws Exception {
        sources();
        Tool.Run run = Rust.clippy(
                folder, "--edition", "2024", "--crate-type", "cdylib", "--emit", "metadata", "-Dwarnings", "lib.rs");
        assertThat(run.text()).isEmpty();
    }

    private void sources() throws IOException, InvalidDescriptorException {
        NativeBuild.generateRust(SOURCES.resolve("later.yaml"), folder);
        Files.copy(SOURCES.resolve("plugin.rs"), folder.resolve("plugin.rs"));
        Files.writeString(folder.resolve("lib.rs"), "#![deny(warnings)]\nmod abi;\nmod plugin;\n");
    }

    /** The host, linked with the plugin. */
    private Path build(String edition, String optimized) throws IOException, InvalidDescriptorException {
        sources();
        Tool.Run built = Rust.rustc(
                folder, "--edition", edition, "--crate-type", "cdylib", "-g", optimized, "-o", "liblater.so", "lib.rs");
        assertThat(built.text()).isEmpty();
        try (InputStream header = FuturesTest.class.getResourceAsStream("/org/rdylib/codegen/c/rdylib.h")) {
            assertThat(header).isNotNull();
            Files.copy(header, folder.resolve("rdylib.h"));
        }
        Files.copy(SOURCES.resolve("host.c"), folder.resolve("host.c"));
        Tool.require("cc");
        Tool.run(
                folder,
                "cc",
                "-std=c11",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-g",
                "-o",
                "host",
                "host.c",
                "-L.",
                "-llater",
                "-lpthread",
                "-Wl,-rpath," + folder.toAbsolutePath());
        return folder.resolve("host");
    }
}
