package org.rdylib.conformance.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Java has values of types that are a plugin's in Rust alone: it calls with them, and gives them back. */
class StacksTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("stacks");

    @TestFactory
    Stream<DynamicTest> typesOfAPluginsOwnAreUsedAndGoBack(@TempDir(cleanup = CleanupMode.NEVER) Path folder)
            throws Exception {
        Path descriptor = SOURCES.resolve("stacks.yaml");
        Path library = NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve("rust")), descriptor, List.of(SOURCES.resolve("stacks.rs")));
        return PluginChecks.host(folder, descriptor, "stacks").tests(library);
    }
}
