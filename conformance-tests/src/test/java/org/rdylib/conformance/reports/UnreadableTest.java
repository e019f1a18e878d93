package org.rdylib.conformance.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.conformance.Tool;

/** What is no descriptor and no library, and what nobody may read, each command names, says what to do, and ends with 2. */
class UnreadableTest {

    private static final Path GOOD = Path.of("demo/words.yaml").toAbsolutePath();

    @TempDir
    Path folder;

    private Path closed;

    @BeforeEach
    void fill() throws IOException {
        Files.createDirectory(folder.resolve("folder.yaml"));
        Files.createDirectory(folder.resolve("folder.so"));
        Tool.require("mkfifo");
        Tool.run(folder, "mkfifo", "pipe.yaml", "pipe.so");
        Files.createSymbolicLink(folder.resolve("endless.yaml"), Path.of("/dev/zero"));
        Files.createSymbolicLink(folder.resolve("endless.so"), Path.of("/dev/zero"));
        Files.createSymbolicLink(folder.resolve("gone.yaml"), Path.of("nowhere"));
        Files.createSymbolicLink(folder.resolve("gone.so"), Path.of("nowhere"));
        Files.createFile(folder.resolve("empty.so"));
        closed = Files.createDirectory(folder.resolve("closed"));
        for (String name : List.of("a.yaml", "a.so")) {
            Path file = Files.copy(GOOD, closed.resolve(name));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        }
    }

    /** The commands that read a file, of whichever kind. */
    private static Stream<List<String>> commands(Path file) {
        String name = file.toString();
        String good = GOOD.toString();
        Stream<List<String>> both = Stream.of(
                List.of("verify", name, good),
                List.of("verify", good, name),
                List.of("diff", name, good),
                List.of("diff", good, name));
        Stream<List<String>> one = name.endsWith(".so")
                ? Stream.of(List.of("inspect", name))
                : Stream.of(
                        List.of("check", name),
                        List.of("layout", name),
                        List.of("generate", "--lang", "c", "-o", "out", name));
        return Stream.concat(one, both);
    }

    private static void assertSaid(List<String> command, Path file, Tool.Run run) {
        assertThat(run.exit()).as("%s: %s", command, run.text()).isEqualTo(2);
        assertThat(run.text())
                .as("%s", command)
                .contains(file.getFileName().toString())
                .containsPattern("error\\[RDY060[1-9]\\]|error\\[RDY0610\\]")
                .doesNotContain("Exception", "\tat ");
        if (!file.toString().endsWith(".so")) {
            assertThat(run.text()).as("%s", command).contains("help: ");
        }
    }

    @ParameterizedTest
    @Timeout(120)
    @ValueSource(
            strings = {
                "folder.yaml",
                "folder.so",
                "pipe.yaml",
                "pipe.so",
                "endless.yaml",
                "endless.so",
                "gone.yaml",
                "gone.so",
                "empty.so"
            })
    void whatIsNoFileThatCouldBeRead(String name) {
        Path file = folder.resolve(name);
        commands(file).forEach(command -> assertSaid(command, file, ran(command)));
    }

    private static Tool.Run ran(List<String> command) {
        Command.Answer answer = Command.run(command.toArray());
        return new Tool.Run(answer.exit(), answer.out() + answer.err());
    }

    @Test
    void anEmptyDescriptorIsIllFormed() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.yaml"));
        Tool.Run run = ran(List.of("check", empty.toString()));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.text()).contains("empty.yaml:1:1").contains("help: ");
    }

    /** Whoever runs the tests may be allowed everything: the commands are run without that. */
    @ParameterizedTest
    @ValueSource(strings = {"a.yaml", "a.so"})
    void whatNobodyMayRead(String name) {
        Path file = closed.resolve(name);
        commands(file).forEach(command -> {
            Tool.Run run = unprivileged(command);
            assertSaid(command, file, run);
            assertThat(run.text()).contains("may not be read", "right to read it");
        });
    }

    @Test
    void whatIsInAFolderThatNobodyMayEnter() throws IOException {
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-------"));
        try {
            for (String name : List.of("a.yaml", "a.so")) {
                Path file = closed.resolve(name);
                List<String> command = List.of("verify", file.toString(), GOOD.toString());
                Tool.Run run = unprivileged(command);
                assertSaid(command, file, run);
                assertThat(run.text()).contains("enter the folders above it");
            }
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private Tool.Run unprivileged(List<String> command) {
        List<String> all = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            Tool.require("setpriv");
            all.addAll(List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"));
        }
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        all.add("org.rdylib.cli.Main");
        all.addAll(command);
        return Tool.attempt(folder, all.toArray(String[]::new));
    }
}
