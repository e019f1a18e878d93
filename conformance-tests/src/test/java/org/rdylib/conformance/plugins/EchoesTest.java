package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What Java answers for a lifetime that the library has chosen is what came in for it, or is there for longer. */
class EchoesTest {

    private static final Path DESCRIPTOR =
            Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden/echoes.yaml");

    @TestFactory
    Stream<DynamicTest> aPluginInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inC(folder, DESCRIPTOR, "echoes");
    }

    @TestFactory
    Stream<DynamicTest> aPluginInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inRust(folder, DESCRIPTOR, "echoes");
    }
}
