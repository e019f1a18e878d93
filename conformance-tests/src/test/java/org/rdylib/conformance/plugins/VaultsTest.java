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
 * What only its library looks into is lent and given to functions, objects and imports of Java's, and given back by them;
 * it is dropped once, by whoever has it.
 */
class VaultsTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("vaults");

    private static final Path DESCRIPTOR = SOURCES.resolve("vaults.yaml");

    @TestFactory
    Stream<DynamicTest> aPluginInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return tests(
                folder,
                NativeBuild.plugin(
                        Files.createDirectories(folder.resolve("c")),
                        DESCRIPTOR,
                        NativeBuild.files(SOURCES, ".c"),
                        "-pthread"));
    }

    @TestFactory
    Stream<DynamicTest> aPluginInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return tests(
                folder,
                NativeBuild.rustPlugin(
                        Files.createDirectories(folder.resolve("rust")),
                        DESCRIPTOR,
                        List.of(SOURCES.resolve("vaults.rs"))));
    }

    private static Stream<DynamicTest> tests(Path folder, Path library) throws Exception {
        return PluginChecks.host(folder, DESCRIPTOR, "vaults").tests(library);
    }
}
