package org.rdylib.conformance.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;

/**
 * What a program waits for when it starts: on the way to the first call the loader has the JVM make no code of its own, as
 * for lambdas, switches over patterns and texts of parts, and of equal copies it hashes and parses nothing. Where they differ
 * it makes little. Each would cost milliseconds, and none is seen in what the program does.
 */
class StartTest {

    private static final Path SOURCES = NativeBuild.PLUGINS.resolve("start");

    /** What makes code, or is made of lambdas. */
    private static final List<String> MAKERS = List.of(
            "java.lang.invoke.StringConcatFactory ",
            "java.lang.runtime.ObjectMethods ",
            "java.util.Comparator$$Lambda",
            "java.util.stream.Collectors ",
            "org.snakeyaml.",
            "tools.jackson.");

    /** What hashes, and what parses. */
    private static final List<String> READERS =
            List.of("java.security.MessageDigest ", "org.rdylib.spec.syntax.", "java.util.regex.Pattern ");

    @Test
    void nothingIsMadeOrParsedOnTheWayToTheFirstCall(@TempDir Path folder) throws Exception {
        List<String> loaded = loaded(folder, "start");
        assertThat(loaded.stream().filter(line -> line.contains(" org.rdylib.loader.")))
                .hasSizeGreaterThan(50);
        assertThat(loaded.stream().filter(StartTest::isMadeForUs)).isEmpty();
        assertThat(loaded.stream().filter(line -> isAnyOf(line, MAKERS))).isEmpty();
        assertThat(loaded.stream().filter(line -> isAnyOf(line, READERS))).isEmpty();
    }

    /** What differs is read and compared, by rules of which some are lambdas. */
    @Test
    void littleIsMadeWhereCopiesDiffer(@TempDir Path folder) throws Exception {
        List<String> loaded = loaded(folder, "newer");
        assertThat(loaded.stream().filter(line -> line.contains(" org.rdylib.verifier.Verifier ")))
                .hasSize(1);
        assertThat(loaded.stream().filter(StartTest::isMadeForUs)).hasSizeLessThan(60);
        assertThat(loaded.stream().filter(line -> isAnyOf(line, MAKERS))).isEmpty();
    }

    /** The classes that a JVM loads that runs the program with a library of {@code name}'s descriptor and source. */
    private static List<String> loaded(Path folder, String name) throws Exception {
        Path library = NativeBuild.plugin(
                Files.createDirectories(folder.resolve("c")),
                SOURCES.resolve(name + ".yaml"),
                List.of(SOURCES.resolve(name + ".c")));
        Path classes = NativeBuild.classes(
                folder,
                SOURCES.resolve("start.yaml"),
                "org.rdylib.conformance.start",
                List.of(SOURCES.resolve("Starting.java")));
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
        return Files.readAllLines(log);
    }

    private static boolean isMadeForUs(String line) {
        return line.contains(" org.rdylib.") && (line.contains("$$Lambda") || line.contains("$$TypeSwitch"));
    }

    private static boolean isAnyOf(String line, List<String> names) {
        return names.stream().anyMatch(name -> line.contains(" " + name));
    }
}
