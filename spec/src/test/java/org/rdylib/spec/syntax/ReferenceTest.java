package org.rdylib.spec.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.check.Descriptors;

/** The reference of the language, {@code spec/README.md}, says what holds. */
class ReferenceTest {

    private static String reference() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    @Test
    void showsDescriptorsWithoutErrors() throws IOException {
        List<String> examples = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(reference())
                .results()
                .map(m -> m.group(1))
                .toList();
        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(example -> assertThat(
                                Descriptors.read("README.md", example).diagnostics())
                        .extracting(Diagnostic::message)
                        .isEmpty());
    }

    @Test
    void showsDescriptorsOfSeveralFilesWithoutErrors(@TempDir Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (MatchResult example : Pattern.compile("```yaml title=(\\S+)\n(.*?)```", Pattern.DOTALL)
                .matcher(reference())
                .results()
                .toList()) {
            files.add(folder.resolve(example.group(1)));
            Files.createDirectories(files.getLast().getParent());
            Files.writeString(files.getLast(), example.group(2));
        }
        assertThat(files)
                .hasSize(2)
                .allSatisfy(file -> assertThat(Descriptors.read(file).diagnostics())
                        .extracting(Diagnostic::message)
                        .isEmpty());
    }

    @Test
    void listsEveryCodeThatCanBeReported() throws IOException {
        List<String> listed = Pattern.compile("^\\| (RDY\\d{4}) \\|", Pattern.MULTILINE)
                .matcher(reference())
                .results()
                .map(m -> m.group(1))
                .distinct()
                .toList();
        Stream<String> codes = Stream.of(Code.values()).map(Code::id);
        assertThat(listed).containsExactlyInAnyOrderElementsOf(codes.toList());
    }
}
