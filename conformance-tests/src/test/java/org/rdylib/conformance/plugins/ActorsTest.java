package org.rdylib.conformance.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Objects and closures go in both directions, lent, given and counted, between threads too, and each is dropped by whoever
 * has it, once: both sides count what lives.
 */
class ActorsTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("actors");

    /** An allocator that knows what it has given out. */
    static final Path COUNTED = NativeBuild.PLUGINS.resolve("pulldown/plugin/src/counted.rs");

    private static final Path DESCRIPTOR = SOURCES.resolve("actors.yaml");

    /** What a library may not do, and what Rust would not let it, a C plugin does. */
    @TestFactory
    Stream<DynamicTest> whatALibraryMayNotDoIsRefused(@TempDir(cleanup = CleanupMode.NEVER) Path folder)
            throws Exception {
        return PluginChecks.inC(folder, NativeBuild.PLUGINS.resolve("unruly/unruly.yaml"), "unruly");
    }

    @TestFactory
    Stream<DynamicTest> aPluginInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return tests(folder, inC(folder));
    }

    @TestFactory
    Stream<DynamicTest> aPluginInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        return tests(folder, inRust(folder));
    }

    /** The plugin, in C. */
    static Path inC(Path folder, String... flags) throws Exception {
        List<String> all = new ArrayList<>(List.of("-I" + SOURCES, "-pthread"));
        all.addAll(List.of(flags));
        return NativeBuild.plugin(
                Files.createDirectories(folder.resolve("c")),
                DESCRIPTOR,
                NativeBuild.files(SOURCES, ".c"),
                all.toArray(String[]::new));
    }

    /** The same in Rust. */
    static Path inRust(Path folder, String... flags) throws Exception {
        return NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve("rust")),
                DESCRIPTOR,
                List.of(SOURCES.resolve("actors.rs"), COUNTED),
                flags);
    }

    private static Stream<DynamicTest> tests(Path folder, Path library) throws Exception {
        return PluginChecks.host(folder, DESCRIPTOR, "actors").tests(library);
    }
}
