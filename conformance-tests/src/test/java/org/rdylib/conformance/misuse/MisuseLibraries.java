package org.rdylib.conformance.misuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rdylib.conformance.plugins.NativeBuild;

/**
 * The libraries that the programs of {@code plugins/misuse} load.
 *
 * @param folder takes what is built on the way
 */
record MisuseLibraries(Path folder) {

    static final Path SOURCES = NativeBuild.PLUGINS.resolve("misuse");
    private static final Path UNRULY = NativeBuild.PLUGINS.resolve("unruly");
    private static final Path GOLDENS =
            Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden");
    private static final Path GROWING = NativeBuild.PLUGINS.resolve("growing");
    private static final Path VAULTS = NativeBuild.PLUGINS.resolve("vaults");
    private static final Path COINS = NativeBuild.PLUGINS.resolve("coins");
    private static final Path GROVES = NativeBuild.PLUGINS.resolve("groves");
    private static final Path SHELVES = NativeBuild.PLUGINS.resolve("shelves");
    private static final Path ALBUMS = NativeBuild.PLUGINS.resolve("albums");
    private static final Path TALENTS = NativeBuild.PLUGINS.resolve("talents");
    private static final Path AGES = NativeBuild.PLUGINS.resolve("ages");

    /** Those in C, and the one that does nothing wrong. */
    void buildInC(Path libraries) throws Exception {
        Path honest = NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve("honest")),
                SOURCES.resolve("honest.yaml"),
                List.of(SOURCES.resolve("honest.rs")));
        Path unruly = NativeBuild.plugin(
                Files.createDirectories(folder.resolve("unruly")),
                UNRULY.resolve("unruly.yaml"),
                NativeBuild.files(UNRULY, ".c"),
                "-pthread");
        Path older = NativeBuild.plugin(
                Files.createDirectories(folder.resolve("older")),
                GROWING.resolve("older.yaml"),
                NativeBuild.files(GROWING, ".c"),
                "-DOLDER");
        Path newer = station("newer");
        Map<String, Path> files = Map.of(
                "honest",
                honest,
                "copy",
                honest,
                "unruly",
                unruly,
                "older",
                older,
                "station-older",
                station("older"),
                "station-newer",
                newer,
                "later",
                waiting("later"),
                "asker",
                waiting("asker"),
                "machines",
                waiting("machines"),
                "hooks",
                waiting("hooks"));
        copy(files, libraries);
        copy(
                Map.of(
                        "lending",
                        NativeBuild.plugin(
                                Files.createDirectories(folder.resolve("lending")),
                                SOURCES.resolve("lending.yaml"),
                                List.of(SOURCES.resolve("lending.c"))),
                        "vaults",
                        NativeBuild.plugin(
                                Files.createDirectories(folder.resolve("vaults")),
                                VAULTS.resolve("vaults.yaml"),
                                NativeBuild.files(VAULTS, ".c"),
                                "-pthread"),
                        "coins",
                        NativeBuild.plugin(
                                Files.createDirectories(folder.resolve("coins")),
                                COINS.resolve("coins.yaml"),
                                NativeBuild.files(COINS, ".c")),
                        "talents",
                        NativeBuild.plugin(
                                Files.createDirectories(folder.resolve("talents")),
                                TALENTS.resolve("talents.yaml"),
                                NativeBuild.files(TALENTS, ".c"),
                                "-pthread"),
                        "groves",
                        NativeBuild.plugin(
                                Files.createDirectories(folder.resolve("groves")),
                                GROVES.resolve("groves.yaml"),
                                NativeBuild.files(GROVES, ".c")),
                        "streams",
                        waiting("streams"),
                        "echoes",
                        waiting("echoes"),
                        "contexts",
                        waiting("contexts"),
                        "sessions",
                        waiting("sessions")),
                libraries);
        Path shelves = NativeBuild.plugin(
                Files.createDirectories(folder.resolve("shelves")),
                SHELVES.resolve("shelves.yaml"),
                NativeBuild.files(SHELVES, ".c"));
        copy(
                Map.of(
                        "slates",
                        waiting("slates"),
                        "studio",
                        waiting("studio"),
                        "station-again",
                        newer,
                        "shelves",
                        shelves,
                        "albums",
                        NativeBuild.plugin(
                                Files.createDirectories(folder.resolve("albums")),
                                ALBUMS.resolve("albums.yaml"),
                                NativeBuild.files(ALBUMS, ".c"))),
                libraries);
        Files.writeString(libraries.resolve("text.so"), "no library");
    }

    /** Those of the above that are written in Rust, too: what Java does wrong is refused with either. */
    void buildInRust(Path inRust) throws Exception {
        Path waiting = NativeBuild.PLUGINS.resolve("later/rust");
        copy(
                Map.of(
                        "lending",
                        inRust("lending", SOURCES.resolve("lending.yaml"), SOURCES.resolve("lending.rs")),
                        "vaults",
                        inRust("vaults", VAULTS.resolve("vaults.yaml"), VAULTS.resolve("vaults.rs")),
                        "coins",
                        inRust("coins", COINS.resolve("coins.yaml"), COINS.resolve("coins.rs")),
                        "groves",
                        inRust("groves", GROVES.resolve("groves.yaml"), GROVES.resolve("groves.rs")),
                        "talents",
                        inRust("talents", TALENTS.resolve("talents.yaml"), TALENTS.resolve("talents.rs")),
                        "machines",
                        golden("machines"),
                        "hooks",
                        golden("hooks"),
                        "streams",
                        golden("streams"),
                        "asker",
                        golden("asker"),
                        "later",
                        inRust(
                                "later",
                                GOLDENS.resolve("later.yaml"),
                                waiting.resolve("lib.rs"),
                                waiting.resolve("plugin.rs"))),
                inRust);
        copy(
                Map.of(
                        "echoes",
                        golden("echoes"),
                        "slates",
                        golden("slates"),
                        "studio",
                        golden("studio"),
                        "shelves",
                        inRust("shelves", SHELVES.resolve("shelves.yaml"), SHELVES.resolve("shelves.rs")),
                        "albums",
                        inRust("albums", ALBUMS.resolve("albums.yaml"), ALBUMS.resolve("albums.rs")),
                        "contexts",
                        golden("contexts"),
                        "sessions",
                        golden("sessions")),
                inRust);
    }

    /** One whose descriptor is among the goldens. */
    private Path golden(String name) throws Exception {
        Path source = NativeBuild.PLUGINS.resolve(name).resolve(name + ".rs");
        return inRust(name, GOLDENS.resolve(name + ".yaml"), source);
    }

    private Path inRust(String name, Path descriptor, Path... sources) throws Exception {
        return NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve(name + "-in-rust")), descriptor, List.of(sources));
    }

    private static void copy(Map<String, Path> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Files.copy(file.getValue(), folder.resolve(file.getKey() + ".so"));
        }
    }

    private Path station(String version) throws Exception {
        return NativeBuild.plugin(
                Files.createDirectories(folder.resolve("station-" + version)),
                AGES.resolve(version + ".yaml"),
                NativeBuild.files(AGES, ".c"),
                "-D" + version.toUpperCase(Locale.ROOT));
    }

    /** A library that gives futures or closures, or is given some. */
    private Path waiting(String name) throws Exception {
        Path sources = NativeBuild.PLUGINS.resolve(name);
        return NativeBuild.plugin(
                Files.createDirectories(folder.resolve(name)),
                GOLDENS.resolve(name + ".yaml"),
                NativeBuild.files(sources, ".c"),
                "-I" + sources,
                "-pthread");
    }

    /** What each is described by, for the package of its stubs within that one. */
    static Map<String, Path> descriptors(String inside) {
        Map<String, Path> descriptors = new HashMap<>(Map.of(
                inside + ".honest", SOURCES.resolve("honest.yaml"),
                inside + ".lending", SOURCES.resolve("lending.yaml"),
                inside + ".vaults", VAULTS.resolve("vaults.yaml"),
                inside + ".coins", COINS.resolve("coins.yaml"),
                inside + ".groves", GROVES.resolve("groves.yaml"),
                inside + ".talents", TALENTS.resolve("talents.yaml"),
                inside + ".unruly", UNRULY.resolve("unruly.yaml"),
                inside + ".growing", GROWING.resolve("host.yaml"),
                inside + ".station", AGES.resolve("older.yaml"),
                inside + ".shelves", SHELVES.resolve("shelves.yaml")));
        descriptors.put(inside + ".albums", ALBUMS.resolve("albums.yaml"));
        for (String golden : List.of(
                "later",
                "asker",
                "machines",
                "hooks",
                "streams",
                "slates",
                "studio",
                "echoes",
                "contexts",
                "sessions")) {
            descriptors.put(inside + "." + golden, GOLDENS.resolve(golden + ".yaml"));
        }
        return descriptors;
    }
}
