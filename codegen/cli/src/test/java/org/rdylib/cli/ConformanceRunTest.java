package org.rdylib.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceRunTest {

    @TempDir
    Path folder;

    private static final String STATIC_TEXT = """
        case: a host may not keep a plugin's 'static text for ever
        unload: allowed
        host: {abi: 1, library: sample, version: 1.0.0, exports: {name: "fn() -> &'static str"}}
        plugin: {abi: 1, library: sample, version: 1.0.0, exports: {name: "fn() -> &'static str"}}
        expect: incompatible
        codes: [RDY0301]
        """;

    private ConformanceRun run(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return ConformanceRun.of(List.of(folder));
    }

    @Test
    void aCaseThatIsJudgedAsItExpectsPasses() throws IOException {
        assertThat(run("below/that/static.case.yaml", STATIC_TEXT)).isEqualTo(new ConformanceRun(1, List.of()));
    }

    @Test
    void aCaseThatIsJudgedOtherwiseSaysWhatItExpectedAndWhatWasFound() throws IOException {
        ConformanceRun run = run("static.case.yaml", STATIC_TEXT.replace("allowed", "never"));

        assertThat(run.passed()).isZero();
        assertThat(run.failures()).singleElement().satisfies(f -> {
            assertThat(f.sentence()).isEqualTo("a host may not keep a plugin's 'static text for ever");
            assertThat(f.expected()).isEqualTo("incompatible (RDY0301)");
            assertThat(f.found()).isEqualTo("compatible");
        });
    }

    @Test
    void aListedCodeMustBeFound() throws IOException {
        ConformanceRun run = run("static.case.yaml", STATIC_TEXT.replace("RDY0301", "RDY0302"));

        assertThat(run.failures()).singleElement().satisfies(f -> {
            assertThat(f.expected()).isEqualTo("incompatible (RDY0302)");
            assertThat(f.found()).isEqualTo("incompatible (RDY0301)");
            assertThat(f.details()).singleElement().asString().contains("static.case.yaml:3:");
        });
    }

    @Test
    void anIllFormedDescriptorIsInvalidWithItsPlaceInTheCase() throws IOException {
        String spoiled = STATIC_TEXT.replaceFirst("&'static str", "Spam").replace("RDY0301", "RDY0101");

        assertThat(run("a.case.yaml", spoiled.replace("incompatible", "invalid"))
                        .failures())
                .isEmpty();
        assertThat(run("a.case.yaml", spoiled).failures()).singleElement().satisfies(f -> {
            assertThat(f.found()).isEqualTo("invalid (RDY0101)");
            assertThat(f.details()).singleElement().asString().contains("a.case.yaml:3:");
        });
    }

    @Test
    void aMalformedCaseIsAFailureWithItsPlaces() throws IOException {
        ConformanceRun run = run("a.case.yaml", """
            case: nonsense
            unload: sometimes
            host: {abi: 1, library: sample, version: 1.0.0}
            expect: [compatible]
            code: RDY0301
            """);

        assertThat(run.failures()).singleElement().satisfies(f -> {
            assertThat(f.found()).isEqualTo("malformed");
            assertThat(f.details())
                    .hasSize(4)
                    .anyMatch(d -> d.contains("a.case.yaml:2:9") && d.contains("'sometimes'"))
                    .anyMatch(d -> d.contains("a.case.yaml:1:1") && d.contains("'plugin'"))
                    .anyMatch(d -> d.contains("a.case.yaml:4:9") && d.contains("'expect'"))
                    .anyMatch(d -> d.contains("a.case.yaml:5:1") && d.contains("'code'"));
        });
    }

    @Test
    void whatIsNoYamlIsAFailureWithItsPlace() throws IOException {
        assertThat(run("a.case.yaml", "case: [").failures())
                .singleElement()
                .satisfies(f -> assertThat(f.details()).anyMatch(d -> d.contains("a.case.yaml:1:")));
        assertThat(run("a.case.yaml", "").failures()).hasSize(1);
        assertThat(run("a.case.yaml", "- one").failures()).hasSize(1);
    }

    @Test
    void aCodeThatDoesNotExistMakesACaseMalformed() throws IOException {
        assertThat(run("a.case.yaml", STATIC_TEXT.replace("RDY0301", "RDY9999")).failures())
                .singleElement()
                .satisfies(f -> assertThat(f.found()).isEqualTo("malformed"));
    }

    @Test
    void aCaseIsJudgedUnderThePolicyThatItNames() throws IOException {
        assertThat(run("a.case.yaml", STATIC_TEXT.replace("allowed", "isolated"))
                        .failures())
                .isEmpty();
    }

    @Test
    void otherFilesAreNoCases() throws IOException {
        assertThat(run("notes.yaml", STATIC_TEXT).isEmpty()).isTrue();
    }

    @Test
    void aFolderThatIsMissingIsNoEmptyFolder() {
        assertThatIOException().isThrownBy(() -> ConformanceRun.of(List.of(folder.resolve("missing"))));
    }
}
