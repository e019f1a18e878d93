package org.rdylib.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.cli.launcher.JdkSearch;

class GeneratorJavaTest {
    private final Path root;

    GeneratorJavaTest(@TempDir Path root) {
        this.root = root;
    }

    @Test
    void theToolchainGoesFirst() throws IOException {
        Path toolchain = jdk("toolchain", "25");
        assertThat(find(Optional.of(toolchain), jdk("maven", "26"))).contains(toolchain);
    }

    @Test
    void anOldToolchainIsPassedOver() throws IOException {
        Path maven = jdk("maven", "26");
        assertThat(find(Optional.of(jdk("toolchain", "21")), maven)).contains(maven);
    }

    @Test
    void anInstalledOneIsTakenWhereMavenRunsOnAnOldOne() throws IOException {
        Path installed = jdk("usr/lib/jvm/jdk-25", "25.0.3");
        assertThat(find(Optional.empty(), jdk("maven", "17.0.15"))).contains(installed);
    }

    @Test
    void noneIsFoundWhereAllAreOld() throws IOException {
        assertThat(find(Optional.empty(), jdk("maven", "17.0.15"))).isEmpty();
    }

    private Optional<Path> find(Optional<Path> toolchain, Path maven) {
        var search = new JdkSearch(Map.of(), root.resolve("home"), root, "Linux");
        return new GeneratorJava(toolchain, maven, search).find();
    }

    private Path jdk(String folder, String version) throws IOException {
        Path home = Files.createDirectories(root.resolve(folder));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.createFile(Files.createDirectory(home.resolve("bin")).resolve("java"));
        assertThat(java.toFile().setExecutable(true)).isTrue();
        return java;
    }
}
