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
 * Libraries that are older or newer than their host: what is optional may be missing, on either side, and what one side does not
 * know it can look at and pass on.
 */
class GrowingTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("growing");

    @TestFactory
    Stream<DynamicTest> pluginsInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        List<Path> libraries = new ArrayList<>();
        for (String version : List.of("older", "sparse", "newer", "newest")) {
            // The sparse one is described as its host describes it.
            String descriptor = version.equals("sparse") ? "host.yaml" : version + ".yaml";
            libraries.add(NativeBuild.plugin(
                    Files.createDirectories(folder.resolve(version)),
                    SOURCES.resolve(descriptor),
                    List.of(SOURCES.resolve("growing.c")),
                    "-D" + version.toUpperCase(Locale.ROOT)));
        }
        return tests(folder, libraries);
    }

    @TestFactory
    Stream<DynamicTest> pluginsInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        List<Path> libraries = new ArrayList<>();
        for (String version : List.of("older", "newer", "newest")) {
            libraries.add(NativeBuild.rustPlugin(
                    Files.createDirectories(folder.resolve(version)),
                    SOURCES.resolve(version + ".yaml"),
                    List.of(SOURCES.resolve("growing.rs")),
                    "--cfg",
                    version));
        }
        return tests(folder, libraries);
    }

    private static Stream<DynamicTest> tests(Path folder, List<Path> libraries) throws Exception {
        PluginChecks host = PluginChecks.host(folder, SOURCES.resolve("host.yaml"), "growing");
        PluginChecks newest = PluginChecks.host(folder.resolve("host"), SOURCES.resolve("newest.yaml"), "grown");
        return Stream.concat(libraries.stream().flatMap(host::tests), newest.tests(libraries.getLast()));
    }
}
