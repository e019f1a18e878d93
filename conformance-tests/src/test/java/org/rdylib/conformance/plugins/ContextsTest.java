package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Objects and closures are lent behind references, both ways, and with what leads to them for as long as that is kept. */
class ContextsTest {

    private static final Path DESCRIPTOR =
            Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden/contexts.yaml");

    @TestFactory
    Stream<DynamicTest> aPluginInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inC(folder, DESCRIPTOR, "contexts");
    }

    @TestFactory
    Stream<DynamicTest> aPluginInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inRust(folder, DESCRIPTOR, "contexts");
    }
}
