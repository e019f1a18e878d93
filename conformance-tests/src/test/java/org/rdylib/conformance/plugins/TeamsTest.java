package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What is owned behind a reference stays its owner's: objects, closures and opaque values, Java's and the library's. */
class TeamsTest {

    private static final Path DESCRIPTOR = NativeBuild.PLUGINS.resolve("teams/teams.yaml");

    @TestFactory
    Stream<DynamicTest> aPluginInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inC(folder, DESCRIPTOR, "teams");
    }

    @TestFactory
    Stream<DynamicTest> aPluginInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inRust(folder, DESCRIPTOR, "teams");
    }
}
