package org.rdylib.conformance.rust;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rdylib.conformance.plugins.NativeBuild;
import org.rdylib.spec.InvalidDescriptorException;

/**
 * Each way in which a value crosses, between a plugin in Rust and a host in C. The two sides come of one descriptor by
 * generators that know nothing of each other.
 */
class KitTest {

    private static final Path SOURCES = Rust.SOURCES.resolve("kit");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "edition {0}, opt-level {1}")
    @CsvSource({"2021, 0", "2024, 0", "2024, 3"})
    void whatOneSideGivesTheOtherTakes(String edition, int optimized) throws Exception {
        build(edition, optimized).check();
    }

    @Test
    void nothingIsLeftOrUsedAfterItsEnd() throws Exception {
        build("2024", 1).checkMemory();
    }

    private LinkedHost build(String edition, int optimized) throws IOException, InvalidDescriptorException {
        Path descriptor = SOURCES.resolve("kit.yaml");
        NativeBuild.generateRust(descriptor, folder);
        NativeBuild.generateC(descriptor, folder);
        return LinkedHost.build(folder, SOURCES, edition, optimized);
    }
}
