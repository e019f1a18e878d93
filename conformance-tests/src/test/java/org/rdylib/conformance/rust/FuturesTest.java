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
        build(edition, optimized).check();
    }

    @Test
    void nothingIsLeftOrUsedAfterItsEnd() throws Exception {
        build("2024", 1).checkMemory();
    }

    @Test
    void clippyHasNothingToSayOfTheAuthorsCode() throws Exception {
        build("2024", 0);
        Tool.Run run = Rust.clippy(
                folder, "--edition", "2024", "--crate-type", "cdylib", "--emit", "metadata", "-Dwarnings", "lib.rs");
        assertThat(run.text()).isEmpty();
    }

    private LinkedHost build(String edition, int optimized) throws IOException, InvalidDescriptorException {
        NativeBuild.generateRust(SOURCES.resolve("later.yaml"), folder);
        try (InputStream header = FuturesTest.class.getResourceAsStream("/org/rdylib/codegen/c/rdylib.h")) {
            assertThat(header).isNotNull();
            Files.copy(header, folder.resolve("rdylib.h"));
        }
        return LinkedHost.build(folder, SOURCES, edition, optimized);
    }
}
