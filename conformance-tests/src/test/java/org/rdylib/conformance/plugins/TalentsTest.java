package org.rdylib.conformance.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Objects may lack methods, each its own, and whoever is passed one sees which it has: the library Java's, and Java the library's. */
class TalentsTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("talents");

    private static final Path DESCRIPTOR = SOURCES.resolve("talents.yaml");

    @TestFactory
    Stream<DynamicTest> aPluginInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return PluginChecks.inC(folder, DESCRIPTOR, "talents");
    }

    /** In Rust, objects of the library's have all that their interface has. */
    @TestFactory
    Stream<DynamicTest> aPluginInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        Path library = NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve("rust")), DESCRIPTOR, List.of(SOURCES.resolve("talents.rs")));
        return PluginChecks.host(folder, DESCRIPTOR, "talents")
                .testsWithout(Set.of("one that cannot sing does so too"), library);
    }
}
