package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.conformance.Tool;

/**
 * The plugins that Java drives elsewhere, here under the sanitizers of the C compiler: what either side allocates and the other
 * uses is neither used after its end nor beyond it, nor freed twice. Each in a JVM of its own, into which the sanitizer is
 * loaded first, so that what is allocated is its.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SanitizersTest {

    private static final String PACKAGE = "org.rdylib.conformance.";

    private Path folder = Path.of("");
    private Path classes = Path.of("");

    /** A plugin, and what drives it. */
    enum Subject {
        ACTORS,
        ASKER,
        COINS,
        CONTEXTS,
        DRAFTS,
        ECHOES,
        GROVES,
        HOOKS,
        LATER,
        MACHINES,
        PARCELS,
        RELAY,
        SESSIONS,
        SHELVES,
        SLATES,
        STREAMS,
        STUDIO,
        TALENTS,
        TEAMS,
        VAULTS;

        String folder() {
            return name().toLowerCase(Locale.ROOT);
        }

        Path sources() {
            return NativeBuild.PLUGINS.resolve(folder());
        }

        Path descriptor() {
            Path own = sources().resolve(folder() + ".yaml");
            return Files.exists(own)
                    ? own
                    : Path.of("../codegen/generator/src/test/resources/org/rdylib/codegen/java/golden")
                            .resolve(folder() + ".yaml");
        }

        String driver() {
            return PACKAGE + folder() + "." + name().charAt(0) + folder().substring(1) + "Driver";
        }
    }

    @BeforeAll
    void build(@TempDir Path folder) throws Exception {
        this.folder = folder;
        Map<String, Path> descriptors = new LinkedHashMap<>();
        List<Path> users = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            descriptors.put(PACKAGE + subject.folder(), subject.descriptor());
            users.addAll(NativeBuild.files(subject.sources(), ".java"));
        }
        classes = NativeBuild.classes(folder, descriptors, users);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RELAY")
    void nothingIsFoundOfAPluginInC(Subject subject) throws Exception {
        Sanitizer.assertHolds(drive(subject, inC(subject, subject.sources())));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ASKER", "LATER", "PARCELS", "TALENTS"})
    void nothingIsFoundOfAPluginInRust(Subject subject) throws Exception {
        Path library = NativeBuild.rustPlugin(
                Files.createDirectories(folder.resolve("rust").resolve(subject.folder())),
                subject.descriptor(),
                List.of(subject.sources().resolve(subject.folder() + ".rs"), ActorsTest.COUNTED),
                Sanitizer.inRust());
        Sanitizer.assertHolds(drive(subject, library));
    }

    /** An object frees itself before what it has. */
    @Test
    void aPlantedFaultIsFound() throws Exception {
        String right = "actors_keep_step_drop(it->act.data, it->act.table);\n  give(it);";
        String wrong = "give(it);\n  actors_keep_step_drop(it->act.data, it->act.table);";
        Path sources = Files.createDirectories(folder.resolve("planted"));
        for (Path source : files(Subject.ACTORS.sources())) {
            Files.copy(source, sources.resolve(source.getFileName()));
        }
        Path counters = sources.resolve("counters.c");
        String author = Files.readString(counters);
        assertThat(author).contains(right);
        Files.writeString(counters, author.replace(right, wrong));
        Tool.Run run = drive(Subject.ACTORS, inC(Subject.ACTORS, sources));
        assertThat(run.exit()).as(run.text()).isEqualTo(Sanitizer.FOUND);
        assertThat(run.text()).contains("AddressSanitizer: heap-use-after-free");
    }

    private static List<Path> files(Path sources) throws IOException {
        return Stream.concat(NativeBuild.files(sources, ".c").stream(), NativeBuild.files(sources, ".h").stream())
                .toList();
    }

    private Path inC(Subject subject, Path sources) throws Exception {
        // The folder's name tells a driver that the library misbehaves on request.
        Path own =
                folder.resolve(sources.getFileName() + "-" + subject.folder()).resolve("c");
        return NativeBuild.plugin(
                Files.createDirectories(own),
                subject.descriptor(),
                NativeBuild.files(sources, ".c"),
                Sanitizer.inC("-I" + sources));
    }

    private Tool.Run drive(Subject subject, Path library) {
        return Sanitizer.drive(classes, subject.driver(), library);
    }
}
