package org.rdylib.conformance.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.plugins.NativeBuild;

class ReadmeTest {

    private static final Path DEMO = Path.of("demo");

    @TempDir
    Path folder;

    @Test
    void theFilesThatItShowsAreTheFiles() throws IOException {
        List<Readme> files = Readme.blocks("file");

        assertThat(files).extracting(Readme::argument).hasSizeGreaterThanOrEqualTo(3);
        for (Readme file : files) {
            assertThat(file.text())
                    .as(file.argument())
                    .isEqualTo(Files.readString(Readme.ROOT.resolve(file.argument())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"words.c", "words.rs"})
    void theDemoPrintsWhatItShows(String source) throws Exception {
        Path plugin = library("words.yaml", source);
        Path misfit = library("misfit.yaml", "misfit.c");
        Path classes =
                NativeBuild.classes(folder, DEMO.resolve("words.yaml"), "demo", List.of(DEMO.resolve("Demo.java")));

        String printed = java(
                Path.of(""),
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                List.of("demo.Demo", plugin.toString(), misfit.toString(), "../LICENSE"));

        assertThat(Readme.blocks("output"))
                .singleElement()
                .extracting(Readme::text)
                .isEqualTo(printed);
    }

    @Test
    void theCommandsAnswerWhatItShows() throws Exception {
        List<Readme> sessions = Readme.blocks("session");

        assertThat(sessions).isNotEmpty();
        for (Readme session : sessions) {
            assertThat(replay(session.text())).isEqualTo(session.text());
        }
    }

    /** Runs each line that begins with a prompt, and gives the session as it then looks. */
    private static String replay(String session) {
        StringBuilder text = new StringBuilder();
        for (String line : session.lines().filter(l -> l.startsWith("$ ")).toList()) {
            assertThat(line).startsWith("$ rdylib ");
            List<String> arguments = new ArrayList<>(List.of("org.rdylib.cli.Main"));
            arguments.addAll(List.of(line.substring("$ rdylib ".length()).split(" ", -1)));
            text.append(line).append('\n').append(java(Readme.ROOT, System.getProperty("java.class.path"), arguments));
        }
        return text.toString();
    }

    private Path library(String descriptor, String source) throws Exception {
        Path built = Files.createDirectories(folder.resolve(source));
        List<Path> sources = List.of(DEMO.resolve(source));
        return source.endsWith(".rs")
                ? NativeBuild.rustPlugin(built, DEMO.resolve(descriptor), sources)
                : NativeBuild.plugin(built, DEMO.resolve(descriptor), sources);
    }

    /** What a program prints, whether it succeeds or not. */
    private static String java(Path directory, String classPath, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Dstdout.encoding=UTF-8",
                "--enable-native-access=ALL-UNNAMED",
                "-classpath",
                classPath));
        command.addAll(arguments);
        return Tool.attempt(directory, command.toArray(String[]::new)).text();
    }
}
