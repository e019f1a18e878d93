package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What a library answers with as {@code &mut} is written to by Java, and read by the library. */
class StudioTest {

    private static final Path DESCRIPTOR =
            Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden/studio.yaml");

    @TestFactory
    Stream<DynamicTest> aPluginInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inC(folder, DESCRIPTOR, "studio");
    }

    @TestFactory
    Stream<DynamicTest> aPluginInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inRust(folder, DESCRIPTOR, "studio");
    }
}
