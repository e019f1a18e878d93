package org.rdylib.spec.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.check.Descriptors;

/**
 * The corpus of broken descriptors: for each {@code NAME.yaml}, {@code NAME.findings} lists exactly what is to be found
 * in it, in order, as {@code line:column+length CODE message}, with the help, if any, in a line of its own below. What is
 * found in a file of the folder {@code NAME}, which it uses, begins with that file.
 */
class BrokenCorpusTest {

    static final Path FOLDER = Path.of("src/test/resources/broken");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".yaml"))
                    .map(f -> f.substring(0, f.length() - ".yaml".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void isReportedExactly(String name) throws IOException {
        List<Diagnostic> found =
                Descriptors.read(FOLDER.resolve(name + ".yaml")).diagnostics();
        assertThat(found.stream().map(d -> shown(d, name + ".yaml")).collect(Collectors.joining()))
                .isEqualTo(Files.readString(FOLDER.resolve(name + ".findings")));
    }

    /**
     * But for one that only a target other than the default has ({@code TargetLimitsTest}), and what a generator does not
     * support.
     */
    @Test
    void hasEveryCodeOfADescriptor() throws IOException {
        Set<String> missing = Arrays.stream(Code.values())
                .filter(c -> c != Code.NOT_ON_TARGET && c != Code.NOT_SUPPORTED)
                .map(Code::id)
                .filter(id -> id.startsWith("RDY00") || id.startsWith("RDY01"))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : names()) {
            String findings = Files.readString(FOLDER.resolve(name + ".findings"));
            missing.removeIf(findings::contains);
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void hasNoFindingsWithoutADescriptor() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> findings = files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".findings"))
                    .map(f -> f.substring(0, f.length() - ".findings".length()))
                    .sorted()
                    .toList();
            assertThat(findings).isEqualTo(names()).hasSizeGreaterThanOrEqualTo(150);
        }
    }

    /** What is found in a file that the descriptor uses begins with that file. */
    private static String shown(Diagnostic d, String name) {
        String file = FOLDER.relativize(Path.of(d.place().file())).toString();
        String place = (file.equals(name) ? "" : file + ":") + d.place().line() + ":"
                + d.place().column() + "+" + d.place().length();
        String message = d.message().replace(FOLDER + "/", "");
        return place + " " + d.code().id() + " " + message + "\n"
                + d.help().map(help -> "    help: " + help + "\n").orElse("");
    }
}
