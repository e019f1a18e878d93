package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What only its library looks into is lent and moved within other values. */
class SessionsTest {

    private static final Path DESCRIPTOR =
            Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden/sessions.yaml");

    @TestFactory
    Stream<DynamicTest> aPluginInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inC(folder, DESCRIPTOR, "sessions");
    }

    @TestFactory
    Stream<DynamicTest> aPluginInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inRust(folder, DESCRIPTOR, "sessions");
    }
}
