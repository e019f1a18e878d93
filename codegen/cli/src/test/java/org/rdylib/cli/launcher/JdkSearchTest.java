package org.rdylib.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkSearchTest {
    private final Path root;
    private final Path home;

    JdkSearchTest(@TempDir Path root) {
        this.root = root;
        this.home = root.resolve("home/somebody");
    }

    @BeforeEach
    void anOldJavaIsEverywhere() throws IOException {
        jdk("usr/lib/jvm/java-17", "17.0.15");
        jdk("home/somebody/.jdks/temurin-24", "24.0.2");
    }

    @Test
    void nothingIsFoundWhereAllAreTooOld() {
        assertThat(search(Map.of("JAVA_HOME", at("usr/lib/jvm/java-17").toString()))
                        .java())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/jvm/temurin-25",
                "usr/java/jdk-25",
                "home/somebody/.sdkman/candidates/java/25.0.3-tem",
                "home/somebody/.jdks/corretto-25.0.3",
                "home/somebody/.local/share/mise/installs/java/25",
                "opt/hostedtoolcache/Java_Temurin-Hotspot_jdk/25.0.3-9/x64",
                "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
            })
    void oneIsFoundWhereJdksAreInstalled(String folder) throws IOException {
        Path java = jdk(folder, "25.0.3");
        assertThat(search(Map.of()).java()).contains(java);
    }

    @Test
    void theEnvironmentGoesBeforeWhatIsInstalled() throws IOException {
        jdk("usr/lib/jvm/temurin-25", "25.0.3");
        Path other = jdk("elsewhere/jdk-26", "26");
        assertThat(search(Map.of("JAVA_HOME", at("elsewhere/jdk-26").toString()))
                        .java())
                .contains(other);
    }

    @Test
    void javaHomeGoesFirstThenTheVariableOfTheReleaseThenOthersByName() throws IOException {
        Path a = jdk("a", "26");
        Path b = jdk("b", "25");
        Path c = jdk("c", "25.0.1");
        String ofB = at("b").toString();
        String ofC = at("c").toString();
        assertThat(search(Map.of("JAVA_HOME", at("a").toString(), "JAVA25_HOME", ofB, "JAVA11_HOME", ofC))
                        .java())
                .contains(a);
        assertThat(search(Map.of("JAVA25_HOME", ofB, "JAVA11_HOME", ofC)).java())
                .contains(b);
        assertThat(search(Map.of("JAVA_HOME_25_X64", ofC)).java()).contains(c);
    }

    @Test
    void anOldOneInTheEnvironmentIsPassedOver() throws IOException {
        Path java = jdk("usr/lib/jvm/temurin-25", "25.0.3");
        assertThat(search(Map.of("JAVA_HOME", at("usr/lib/jvm/java-17").toString(), "JAVA8_HOME", ""))
                        .java())
                .contains(java);
    }

    @Test
    void theLowestSufficientReleaseOfThoseInstalledIsTaken() throws IOException {
        jdk("usr/lib/jvm/a-27", "27-ea");
        Path java = jdk("usr/lib/jvm/b-25", "25");
        jdk("usr/lib/jvm/c-26", "26.0.1");
        assertThat(search(Map.of()).java()).contains(java);
    }

    @Test
    void brokenFoldersArePassedOver() throws IOException {
        Files.delete(jdk("usr/lib/jvm/a-no-java", "25"));
        jdk("usr/lib/jvm/a-no-release", "25");
        Files.delete(at("usr/lib/jvm/a-no-release/release"));
        jdk("usr/lib/jvm/a-no-version", "x");
        jdk("usr/lib/jvm/a-version-beyond-numbers", "99999999999");
        Path java = jdk("usr/lib/jvm/temurin-25", "25.0.3");
        assertThat(search(Map.of()).java()).contains(java);
    }

    private JdkSearch search(Map<String, String> environment) {
        return new JdkSearch(environment, home, root, "Linux");
    }

    private Path at(String folder) {
        return root.resolve(folder);
    }

    /** Puts a JDK there; returns its program. */
    private Path jdk(String folder, String version) throws IOException {
        Path java = at(folder).resolve("bin/java");
        Files.createDirectories(at(folder).resolve("bin"));
        Files.writeString(java, "");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(at(folder).resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        return java;
    }
}
