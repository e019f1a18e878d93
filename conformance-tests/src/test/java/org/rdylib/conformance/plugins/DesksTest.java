package org.rdylib.conformance.plugins;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Structs that may grow with objects, closures and opaque values in them: an older and a newer host with each library. */
class DesksTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("desks");
    private static final List<String> VERSIONS = List.of("older", "newer");

    @TestFactory
    Stream<DynamicTest> pluginsInC(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        List<Path> libraries = new ArrayList<>();
        for (String version : VERSIONS) {
            libraries.add(NativeBuild.plugin(
                    Files.createDirectories(folder.resolve("libraries").resolve(version)),
                    SOURCES.resolve(version + ".yaml"),
                    List.of(SOURCES.resolve("desks.c")),
                    "-D" + version.toUpperCase(Locale.ROOT)));
        }
        return tests(folder, libraries);
    }

    @TestFactory
    Stream<DynamicTest> pluginsInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        List<Path> libraries = new ArrayList<>();
        for (String version : VERSIONS) {
            libraries.add(NativeBuild.rustPlugin(
                    Files.createDirectories(folder.resolve("libraries").resolve(version)),
                    SOURCES.resolve(version + ".yaml"),
                    List.of(SOURCES.resolve("desks.rs"), ActorsTest.COUNTED),
                    "--cfg",
                    version));
        }
        return tests(folder, libraries);
    }

    private static Stream<DynamicTest> tests(Path folder, List<Path> libraries) throws Exception {
        List<PluginChecks> hosts = new ArrayList<>();
        for (String version : VERSIONS) {
            hosts.add(NativeBuild.host(
                    folder.resolve(version),
                    SOURCES.resolve(version + ".yaml"),
                    "org.rdylib.conformance.desks",
                    SOURCES.resolve("DesksDriver.java"),
                    PluginChecks.class,
                    SOURCES.resolve("Numbered.java"),
                    SOURCES.resolve(version).resolve("Orders.java")));
        }
        return libraries.stream()
                .flatMap(library -> Stream.concat(
                        hosts.stream().flatMap(host -> host.tests(library)),
                        Stream.of(handed(hosts, library), handed(hosts.reversed(), library))));
    }

    /** What one host has made another takes, of the same library, and drops all of it. */
    private static DynamicTest handed(List<PluginChecks> hosts, Path library) {
        return DynamicTest.dynamicTest("from one host to the other", () -> {
            HostAccounts accounts = new HostAccounts();
            check(hosts.getFirst(), library, "leaves one");
            check(hosts.getLast(), library, "takes what is left");
            accounts.assertLevel();
        });
    }

    private static void check(PluginChecks host, Path library, String name) throws Throwable {
        Objects.requireNonNull(host.checks(library).get(name), name).call();
    }
}
