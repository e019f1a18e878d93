package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;

/**
 * What a program waits for when it starts: on the way to the first call the loader has the JVM make no code of its own, as
 * for lambdas, switches over patterns and texts of parts, and of equal copies it hashes and parses nothing. Each would cost
 * milliseconds, and none is seen in what the program does.
 */
class StartTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("start");

    @Test
    void nothingIsMadeOrParsedOnTheWayToTheFirstCall(@TempDir Path folder) throws Exception {
        Path descriptor = SOURCES.resolve("start.yaml");
        Path library = NativeBuild.plugin(
                Files.createDirectories(folder.resolve("c")), descriptor, List.of(SOURCES.resolve("start.c")));
        Path classes = NativeBuild.classes(
                folder, descriptor, "org.rdylib.conformance.start", List.of(SOURCES.resolve("Starting.java")));
        Path log = folder.resolve("loaded");
        Tool.Run run = Tool.attempt(
                folder,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xlog:class+load:file=" + log,
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                "org.rdylib.conformance.start.Starting",
                library.toAbsolutePath().toString());
        assertThat(run.text()).isEqualToIgnoringNewLines("4142");

        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded.stream().filter(line -> line.contains(" org.rdylib.loader.")))
                .hasSizeGreaterThan(50);
        assertThat(loaded.stream().filter(StartTest::isMadeForTheLoader)).isEmpty();
        assertThat(loaded.stream().filter(StartTest::isTooMuch)).isEmpty();
    }

    private static boolean isMadeForTheLoader(String line) {
        return line.contains(" org.rdylib.") && (line.contains("$$Lambda") || line.contains("$$TypeSwitch"));
    }

    private static boolean isTooMuch(String line) {
        return Stream.of(
                        "java.lang.invoke.StringConcatFactory ",
                        "java.security.MessageDigest ",
                        "tools.jackson.core.json.",
                        "org.snakeyaml.")
                .anyMatch(name -> line.contains(" " + name));
    }
}
