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
 * Closures, futures and functions, in structs and enums too, go in both directions, and each is dropped by whoever has it, once, whatever
 * comes in between: both sides count what lives.
 */
class MachinesTest {

    private static final Path DESCRIPTOR =
            Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden/machines.yaml");

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("machines");

    @TestFactory
    Stream<DynamicTest> aPluginInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return tests(
                folder,
                NativeBuild.plugin(
                        Files.createDirectories(folder.resolve("c")),
                        DESCRIPTOR,
                        NativeBuild.files(SOURCES, ".c"),
                        "-I" + SOURCES,
                        "-pthread"));
    }

    @TestFactory
    Stream<DynamicTest> aPluginInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return tests(
                folder,
                NativeBuild.rustPlugin(
                        Files.createDirectories(folder.resolve("rust")),
                        DESCRIPTOR,
                        List.of(SOURCES.resolve("machines.rs"))));
    }

    private static Stream<DynamicTest> tests(Path folder, Path library) throws Exception {
        return PluginChecks.host(folder, DESCRIPTOR, "machines").tests(library);
    }
}
