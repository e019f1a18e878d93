package org.rdylib.conformance.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Java implements imports that cannot say that they have failed: what one throws is thrown by the innermost call of the
 * library around it.
 */
class GaugeTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("gauge");

    private static final Path DESCRIPTOR = SOURCES.resolve("gauge.yaml");

    @TestFactory
    Stream<DynamicTest> aPluginInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return tests(
                folder,
                NativeBuild.plugin(
                        Files.createDirectories(folder.resolve("c")), DESCRIPTOR, NativeBuild.files(SOURCES, ".c")));
    }

    @TestFactory
    Stream<DynamicTest> aPluginInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return tests(
                folder,
                NativeBuild.rustPlugin(
                        Files.createDirectories(folder.resolve("rust")),
                        DESCRIPTOR,
                        List.of(SOURCES.resolve("gauge.rs"))));
    }

    private static Stream<DynamicTest> tests(Path folder, Path library) throws Exception {
        return PluginChecks.host(folder, DESCRIPTOR, "gauge").tests(library);
    }
}
