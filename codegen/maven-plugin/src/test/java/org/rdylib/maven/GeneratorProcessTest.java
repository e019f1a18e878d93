package org.rdylib.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorProcessTest {
    private static final Path JAVA =
            Path.of(System.getProperty("java.home", "")).resolve("bin").resolve("java");

    @Test
    void theCommandIsThatOfTheCommandLine(@TempDir Path temp) {
        var process = new GeneratorProcess(JAVA, List.of(Path.of("a.jar"), Path.of("b.jar")), "org.x", temp, temp);
        assertThat(process.command(Path.of("src/main/abi/x.yaml"), Path.of("out")))
                .startsWith(JAVA.toString())
                .containsSubsequence(
                        "-cp",
                        "a.jar" + File.pathSeparator + "b.jar",
                        "org.rdylib.cli.Main",
                        "generate",
                        "--lang",
                        "java",
                        "--package",
                        "org.x",
                        "-o",
                        "out",
                        "src/main/abi/x.yaml");
    }

    @Test
    void whatAFailedProcessSaysIsKept(@TempDir Path temp) throws Exception {
        var process = new GeneratorProcess(JAVA, List.of(temp), "org.x", temp, temp);
        var outcome = process.generate(Path.of("x.yaml"), Files.createDirectory(temp.resolve("out")));
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.complaints()).anyMatch(line -> line.contains("org.rdylib.cli.Main"));
    }
}
