package org.rdylib.spec.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rdylib.spec.Diagnostic;

/**
 * A corpus of ill-formed descriptors. Each file says at its end, in comments, exactly what is wrong with it:
 *
 * <pre>{@code #! LINE:COLUMN CODE a part of the message}</pre>
 *
 * A diagnostic that is not announced fails the test, and so does one that does not come.
 */
class IllFormedTest {

    private static final Pattern EXPECTATION = Pattern.compile("#! (\\d+:\\d+ RDY\\d{4}) (.+)");

    @TestFactory
    Stream<DynamicTest> everyFileHasExactlyTheErrorsThatItAnnounces() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(IllFormedTest.class.getResource("ill-formed"))
                .toURI());
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.sorted().toList();
            assertThat(files).hasSizeGreaterThan(40);
            return files.stream()
                    .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> holds(f)));
        }
    }

    private static void holds(Path file) {
        List<Matcher> expected =
                lines(file).map(EXPECTATION::matcher).filter(Matcher::matches).toList();
        Checked checked = Descriptors.read(file);

        assertThat(checked.diagnostics())
                .as("%s", checked.diagnostics())
                .extracting(IllFormedTest::summary)
                .containsExactlyElementsOf(
                        expected.stream().map(m -> m.group(1)).toList());
        for (int i = 0; i < expected.size(); i++) {
            Diagnostic diagnostic = checked.diagnostics().get(i);
            assertThat(diagnostic.message() + " / " + diagnostic.help().orElse(""))
                    .contains(expected.get(i).group(2));
        }
        assertThat(checked.descriptor()).isEmpty();
    }

    private static String summary(Diagnostic d) {
        return d.place().line() + ":" + d.place().column() + " " + d.code().id();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
