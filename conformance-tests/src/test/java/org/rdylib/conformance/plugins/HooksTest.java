package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Objects of Java's whose methods cannot say that they have failed, and functions of Java's that C calls as its own: what they
 * throw is thrown by the call around them, and nothing is left behind.
 */
class HooksTest {

    private static final Path DESCRIPTOR =
            Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden/hooks.yaml");

    @TestFactory
    Stream<DynamicTest> aPluginInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inC(folder, DESCRIPTOR, "hooks");
    }

    @TestFactory
    Stream<DynamicTest> aPluginInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inRust(folder, DESCRIPTOR, "hooks");
    }
}
