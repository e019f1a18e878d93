package org.rdylib.conformance.rust;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.conformance.plugins.NativeBuild;

/**
 * A plugin in Rust and a host of another version: what the one does not know is passed on as it is, and what the other
 * does not have is {@code None}. The host is in C, with declarations that were written by hand.
 */
class GrowTest {

    private static final Path SOURCES = Rust.SOURCES.resolve("grow");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "edition {0}, opt-level {1}")
    @CsvSource({"2021, 0", "2024, 3"})
    void whatIsUnknownOrMissingDoesNoHarm(String edition, int optimized) throws Exception {
        NativeBuild.generateRust(SOURCES.resolve("grow.yaml"), folder);
        LinkedHost.build(folder, SOURCES, edition, optimized).check();
    }
}
