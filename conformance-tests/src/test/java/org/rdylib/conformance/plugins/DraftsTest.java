package org.rdylib.conformance.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Java puts owned values into places of the library's: in callbacks, methods and imports that are lent them as {@code &mut}. */
class DraftsTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("drafts");
    private static final Path DESCRIPTOR = SOURCES.resolve("drafts.yaml");

    @TestFactory
    Stream<DynamicTest> aPluginInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inC(folder, DESCRIPTOR, "drafts");
    }

    @TestFactory
    Stream<DynamicTest> aPluginInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        Path library = NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve("rust")),
                DESCRIPTOR,
                List.of(SOURCES.resolve("drafts.rs"), ActorsTest.COUNTED));
        return PluginChecks.host(folder, DESCRIPTOR, "drafts").tests(library);
    }
}
