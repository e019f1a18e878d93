package org.rdylib.conformance.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    private static final Path DESCRIPTOR = SOURCES.resolve("actors.yaml");

    /** What a library may not do, and what Rust would not let it, a C plugin does. */
    @TestFactory
    Stream<DynamicTest> whatALibraryMayNotDoIsRefused(@TempDir(cleanup = CleanupMode.NEVER) Path folder)
            throws Exception {
        Path sources = NativeBuild.PLUGINS.resolve("unruly");
        Path descriptor = sources.resolve("unruly.yaml");
        Path library = NativeBuild.plugin(
                Files.createDirectories(folder.resolve("c")), descriptor, NativeBuild.files(sources, ".c"), "-pthread");
        PluginChecks plugin = NativeBuild.host(
                folder,
                descriptor,
                "org.rdylib.conformance.unruly",
                sources.resolve("UnrulyDriver.java"),
                PluginChecks.class);
        return plugin.tests(library);
    }

    /** A library that is older or newer than its host, which asks for what is optional. */
    @TestFactory
    Stream<DynamicTest> whatIsOptionalMayBeMissing(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        Path sources = NativeBuild.PLUGINS.resolve("growing");
        PluginChecks host = NativeBuild.host(
                folder,
                sources.resolve("host.yaml"),
                "org.rdylib.conformance.growing",
                sources.resolve("GrowingDriver.java"),
                PluginChecks.class);
        List<DynamicTest> tests = new ArrayList<>();
        for (String version : List.of("older", "newer")) {
            Path library = NativeBuild.plugin(
                    Files.createDirectories(folder.resolve(version)),
                    sources.resolve(version + ".yaml"),
                    List.of(sources.resolve("growing.c")),
                    "-D" + version.toUpperCase(Locale.ROOT));
            host.tests(library).forEach(tests::add);
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> objectsAndClosuresGoBothWays(@TempDir(cleanup = CleanupMode.NEVER) Path folder)
            throws Exception {
        Path library = NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve("rust")), DESCRIPTOR, List.of(SOURCES.resolve("actors.rs")));
        PluginChecks plugin = NativeBuild.host(
                folder,
                DESCRIPTOR,
                "org.rdylib.conformance.actors",
                SOURCES.resolve("ActorsDriver.java"),
                PluginChecks.class,
                SOURCES.resolve("OwnActors.java"),
                SOURCES.resolve("ObjectChecks.java"),
                SOURCES.resolve("ClosureChecks.java"));
        return plugin.tests(library);
    }
}
