package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

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
 * Hosts and libraries of different age, each with its own copy of the descriptor: two of Java, two in C and two in Rust, each
 * host with each library. The C compiler decides where the fields of a version are, and rustc.
 */
class AgesTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("ages");

    @TestFactory
    Stream<DynamicTest> whatMayGrowIsReadAsFarAsBothKnow(@TempDir(cleanup = CleanupMode.NEVER) Path folder)
            throws Exception {
        List<Path> libraries = new ArrayList<>();
        for (String version : List.of("older", "newer")) {
            libraries.add(NativeBuild.plugin(
                    Files.createDirectories(folder.resolve("libraries").resolve(version)),
                    SOURCES.resolve(version + ".yaml"),
                    List.of(SOURCES.resolve("station.c")),
                    "-D" + version.toUpperCase(Locale.ROOT)));
        }
        libraries.add(stamped(folder.resolve("libraries").resolve("newer-with-stamps")));
        return tests(folder, libraries);
    }

    @TestFactory
    Stream<DynamicTest> soItIsOfLibrariesInRust(@TempDir(cleanup = CleanupMode.NEVER) Path folder) throws Exception {
        List<Path> libraries = new ArrayList<>();
        for (String version : List.of("older", "newer")) {
            libraries.add(NativeBuild.rustPlugin(
                    Files.createDirectories(folder.resolve("libraries").resolve(version)),
                    SOURCES.resolve(version + ".yaml"),
                    List.of(SOURCES.resolve("station.rs"), SOURCES.resolve("later.rs"), ActorsTest.COUNTED),
                    "--cfg",
                    version));
        }
        return tests(folder, libraries);
    }

    private static Stream<DynamicTest> tests(Path folder, List<Path> libraries) throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String version : List.of("Older", "Newer")) {
            PluginChecks host = NativeBuild.host(
                    folder.resolve(version),
                    SOURCES.resolve(version.toLowerCase(Locale.ROOT) + ".yaml"),
                    "org.rdylib.conformance.ages",
                    SOURCES.resolve(version + "Host.java"),
                    PluginChecks.class);
            for (Path library : libraries) {
                host.tests(library).forEach(tests::add);
            }
        }
        return tests.stream();
    }

    /** One that puts an opaque value into what it is given, which no stub can read. */
    private static Path stamped(Path folder) throws Exception {
        String newer = Files.readString(SOURCES.resolve("newer.yaml"));
        String copy = "      copy: {type: \"Option<(u32, Box<str>)>\", default: None}\n";
        assertThat(newer).contains(copy);
        Path descriptor = Files.writeString(
                Files.createDirectories(folder).resolve("station.yaml"),
                newer.replace(copy, copy + "      stamp: {type: \"Option<Box<Stamp>>\", default: None}\n")
                        .replace(
                                "types:\n",
                                "types:\n  Stamp: {opaque: {bounds: [Send, Sync], drop: station_stamp_drop}}\n"));
        return NativeBuild.plugin(folder, descriptor, List.of(SOURCES.resolve("station.c")), "-DNEWER", "-DSTAMPED");
    }
}
