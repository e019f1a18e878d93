package org.rdylib.conformance.plugins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.spec.InvalidDescriptorException;

/** Hosts and libraries of different age under the sanitizers: neither reads beyond what the other has. */
class AgesSanitizersTest {

    private static final Path AGES = NativeBuild.PLUGINS.resolve("ages");
    private static final Path DESKS = NativeBuild.PLUGINS.resolve("desks");
    private static final Path GROWING = NativeBuild.PLUGINS.resolve("growing");
    private static final String PACKAGE = "org.rdylib.conformance.";

    @ParameterizedTest
    @ValueSource(strings = {"Older", "Newer"})
    void nothingIsReadBeyondWhatBothHave(String host, @TempDir(cleanup = CleanupMode.NEVER) Path folder)
            throws Exception {
        List<Path> inRust = List.of(AGES.resolve("station.rs"), AGES.resolve("later.rs"), ActorsTest.COUNTED);
        List<Path> plugins = new ArrayList<>();
        // A host that is given the newer one looks for the older one beside it.
        for (String version : List.of("older", "newer")) {
            Path descriptor = AGES.resolve(version + ".yaml");
            plugins.add(inC(folder, version, descriptor, AGES.resolve("station.c")));
            plugins.add(inRust(folder, version, descriptor, inRust));
        }
        Path classes = NativeBuild.classes(
                folder,
                AGES.resolve(host.toLowerCase(Locale.ROOT) + ".yaml"),
                PACKAGE + "ages",
                List.of(AGES.resolve(host + "Host.java")));
        for (Path plugin : plugins) {
            Sanitizer.assertHolds(Sanitizer.drive(classes, PACKAGE + "ages." + host + "Host", plugin));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"older", "newer", "newest"})
    void nothingIsReadThatALibraryHasNot(String version, @TempDir(cleanup = CleanupMode.NEVER) Path folder)
            throws Exception {
        Path descriptor = GROWING.resolve(version + ".yaml");
        Path classes = NativeBuild.classes(
                folder,
                GROWING.resolve("host.yaml"),
                PACKAGE + "growing",
                List.of(GROWING.resolve("GrowingDriver.java")));
        for (Path plugin : List.of(
                inC(folder, version, descriptor, GROWING.resolve("growing.c")),
                inRust(folder, version, descriptor, List.of(GROWING.resolve("growing.rs"))))) {
            Sanitizer.assertHolds(Sanitizer.drive(classes, PACKAGE + "growing.GrowingDriver", plugin));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"older", "newer"})
    void nothingOfObjectsIsReadBeyondWhatBothHave(String host, @TempDir(cleanup = CleanupMode.NEVER) Path folder)
            throws Exception {
        Path classes = NativeBuild.classes(
                folder,
                DESKS.resolve(host + ".yaml"),
                PACKAGE + "desks",
                List.of(
                        DESKS.resolve("DesksDriver.java"),
                        DESKS.resolve("Numbered.java"),
                        DESKS.resolve(host).resolve("Orders.java")));
        List<Path> inRust = List.of(DESKS.resolve("desks.rs"), ActorsTest.COUNTED);
        for (String version : List.of("older", "newer")) {
            Path descriptor = DESKS.resolve(version + ".yaml");
            for (Path plugin : List.of(
                    inC(folder, version, descriptor, DESKS.resolve("desks.c")),
                    inRust(folder, version, descriptor, inRust))) {
                Sanitizer.assertHolds(Sanitizer.drive(classes, PACKAGE + "desks.DesksDriver", plugin));
            }
        }
    }

    private static Path inC(Path folder, String version, Path descriptor, Path source)
            throws IOException, InvalidDescriptorException {
        return NativeBuild.plugin(
                Files.createDirectories(folder.resolve("c").resolve(version)),
                descriptor,
                List.of(source),
                Sanitizer.inC("-D" + version.toUpperCase(Locale.ROOT)));
    }

    private static Path inRust(Path folder, String version, Path descriptor, List<Path> sources)
            throws IOException, InvalidDescriptorException {
        return NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve("rust").resolve(version)),
                descriptor,
                sources,
                Sanitizer.inRust("--cfg", version));
    }
}
