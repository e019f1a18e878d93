package org.rdylib.spec.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said of a descriptor, and its canonical form, are the same in every JVM: whatever its default character set,
 * locale, line ends, compilers, garbage collector and representation of texts are. Each of them also gives the immutable
 * sets and maps of the JDK an order of its own.
 */
class OtherJvmsTest {

    static Stream<Arguments> options() {
        return Stream.of(
                Arguments.of(
                        List.of("-Dfile.encoding=US-ASCII", "-Duser.language=tr", "-Duser.country=TR"),
                        "US-ASCII tr-TR"),
                Arguments.of(List.of("-Dline.separator=\r\n", "-Duser.language=th"), "UTF-8 th"),
                Arguments.of(List.of("-Xint", "-XX:+UseSerialGC"), "UTF-8 "),
                Arguments.of(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseParallelGC", "-XX:-CompactStrings"), "UTF-8 "),
                Arguments.of(List.of("-XX:-TieredCompilation", "-XX:+UseZGC"), "UTF-8 "));
    }

    @ParameterizedTest
    @MethodSource("options")
    void sayTheSame(List<String> options, String surroundings) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), Sayings.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Which names files may have is the system's to say, and is part of what is said of them.
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines().toList()).first().asString().startsWith(surroundings);
        assertThat(said.lines().toList()).last().isEqualTo(Sayings.digest());
    }

    private static String classPath() {
        return Stream.of("jdk.module.path", "java.class.path")
                .flatMap(name -> Stream.of(System.getProperty(name, "").split(File.pathSeparator)))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(
                        File.pathSeparator,
                        "target/classes" + File.pathSeparator + "target/test-classes" + File.pathSeparator,
                        ""));
    }
}
