package org.rdylib.conformance.misuse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final Path AGES = NativeBuild.PLUGINS.resolve("ages");

    /** Those whose descriptor lies beside their sources, in both languages. */
    private static final List<String> OWN =
            List.of("vaults", "coins", "groves", "talents", "shelves", "albums", "teams");

    /** Those whose descriptor is among the goldens. */
    private static final List<String> GOLDEN = List.of(
            "later", "asker", "machines", "hooks", "streams", "slates", "studio", "echoes", "contexts", "sessions");

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
        Map<String, Path> files = new HashMap<>(Map.of(
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
                "station-again",
                newer,
                "lending",
                inC("lending", SOURCES.resolve("lending.yaml"), List.of(SOURCES.resolve("lending.c")))));
        for (String own : OWN) {
            Path sources = NativeBuild.PLUGINS.resolve(own);
            files.put(own, inC(own, sources.resolve(own + ".yaml"), NativeBuild.files(sources, ".c")));
        }
        for (String golden : GOLDEN) {
            Path sources = NativeBuild.PLUGINS.resolve(golden);
            files.put(
                    golden,
                    inC(golden, GOLDENS.resolve(golden + ".yaml"), NativeBuild.files(sources, ".c"), "-I" + sources));
        }
        files.put("teams-again", files.get("teams"));
        copy(files, libraries);
        Files.writeString(libraries.resolve("text.so"), "no library");
    }

    /** Those of the above that are written in Rust, too: what Java does wrong is refused with either. */
    void buildInRust(Path inRust) throws Exception {
        Path waiting = NativeBuild.PLUGINS.resolve("later/rust");
        Map<String, Path> files = new HashMap<>(Map.of(
                "lending",
                inRust("lending", SOURCES.resolve("lending.yaml"), SOURCES.resolve("lending.rs")),
                "later",
                inRust(
                        "later",
                        GOLDENS.resolve("later.yaml"),
                        waiting.resolve("lib.rs"),
                        waiting.resolve("plugin.rs"))));
        for (String own : OWN) {
            Path sources = NativeBuild.PLUGINS.resolve(own);
            files.put(own, inRust(own, sources.resolve(own + ".yaml"), sources.resolve(own + ".rs")));
        }
        for (String golden : GOLDEN) {
            if (!files.containsKey(golden)) {
                files.put(golden, golden(golden));
            }
        }
        files.put("teams-again", files.get("teams"));
        copy(files, inRust);
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

    private Path inC(String name, Path descriptor, List<Path> sources, String... flags) throws Exception {
        List<String> all = new ArrayList<>(List.of(flags));
        all.add("-pthread");
        return NativeBuild.plugin(
                Files.createDirectories(folder.resolve(name)), descriptor, sources, all.toArray(String[]::new));
    }

    /** What each is described by, for the package of its stubs within that one. */
    static Map<String, Path> descriptors(String inside) {
        Map<String, Path> descriptors = new HashMap<>(Map.of(
                inside + ".honest", SOURCES.resolve("honest.yaml"),
                inside + ".lending", SOURCES.resolve("lending.yaml"),
                inside + ".unruly", UNRULY.resolve("unruly.yaml"),
                inside + ".growing", GROWING.resolve("host.yaml"),
                inside + ".station", AGES.resolve("older.yaml")));
        OWN.forEach(own -> descriptors.put(
                inside + "." + own, NativeBuild.PLUGINS.resolve(own).resolve(own + ".yaml")));
        GOLDEN.forEach(golden -> descriptors.put(inside + "." + golden, GOLDENS.resolve(golden + ".yaml")));
        return descriptors;
    }
}
