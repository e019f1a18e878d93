package org.rdylib.conformance.plugins;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Java has values of types that are a plugin's in Rust alone: it calls with them, and gives them back. */
class StacksTest {

    @TestFactory
    Stream<DynamicTest> typesOfAPluginsOwnAreUsedAndGoBack(@TempDir(cleanup = CleanupMode.NEVER) Path folder)
            throws Exception {
        return PluginChecks.inRust(folder, NativeBuild.PLUGINS.resolve("stacks/stacks.yaml"), "stacks");
    }
}
