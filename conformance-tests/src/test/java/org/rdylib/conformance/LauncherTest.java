package org.rdylib.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command's jar on the {@code java} of the path, which may be older than what the command is written for. */
class LauncherTest {
    private static final Path JAR = Path.of("../codegen/cli/target/rdylib.jar");

    @BeforeEach
    void theJarIsPackaged() {
        assumeTrue(Files.exists(JAR), "mvn package makes the jar");
    }

    @Test
    void theJarRunsOnTheJavaOfThePath() throws Exception {
        Process process = start("--version");
        assertThat(process.inputReader(StandardCharsets.UTF_8).readAllAsString())
                .startsWith("rdylib ");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void theExitCodeIsThatOfTheCommand() throws Exception {
        assertThat(start("no-such-command").waitFor()).isEqualTo(2);
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("java", "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
