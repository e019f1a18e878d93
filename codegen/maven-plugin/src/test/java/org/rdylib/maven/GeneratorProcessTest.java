package org.rdylib.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorProcessTest {
    private static final Path JAVA =
            Path.of(System.getProperty("java.home", "")).resolve("bin").resolve("java");

    private static final List<Path> OWN_CLASS_PATH = Stream.of(
                    System.getProperty("java.class.path", "").split(File.pathSeparator))
            .map(Path::of)
            .toList();

    @Test
    void theCommandIsThatOfTheCommandLine(@TempDir Path temp) {
        var process = new GeneratorProcess(JAVA, List.of(Path.of("a.jar"), Path.of("b.jar")), temp, temp);
        assertThat(process.command(new Boundary(Path.of("src/main/abi/x.yaml"), "org.x"), Path.of("out")))
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
                        "--notes",
                        "-o",
                        "out",
                        "src/main/abi/x.yaml");
    }

    @Test
    void whatAFailedProcessSaysIsKept(@TempDir Path temp) throws Exception {
        var process = new GeneratorProcess(JAVA, List.of(temp), temp, temp);
        var outcome =
                process.generate(new Boundary(Path.of("x.yaml"), "org.x"), Files.createDirectory(temp.resolve("out")));
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.complaints()).anyMatch(line -> line.contains("org.rdylib.cli.Main"));
    }

    @Test
    void aWrongPackageIsNotTheDescriptorsFault(@TempDir Path temp) throws Exception {
        var process = new GeneratorProcess(JAVA, OWN_CLASS_PATH, temp, temp);
        Files.writeString(temp.resolve("x.yaml"), "{abi: 1, library: x, version: 1.0.0, exports: {f: \"fn()\"}}");
        var boundary = new Boundary(Path.of("x.yaml"), "demo-x");
        assertThatThrownBy(() -> process.generate(boundary, temp.resolve("out")))
                .isInstanceOf(MojoFailureException.class)
                .hasMessage("<javaPackage> (rdylib.javaPackage): no package can be called `demo-x`");
    }
}
