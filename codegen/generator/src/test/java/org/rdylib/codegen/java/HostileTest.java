package org.rdylib.codegen.java;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.codegen.SourceFile;

/** Descriptors whose names and texts try to break out of what is generated. */
class HostileTest {
    @ParameterizedTest
    @ValueSource(strings = {"names", "docs"})
    void compilesAllTheSame(String name, @TempDir Path onClassPath, @TempDir Path inModule) throws IOException {
        List<SourceFile> files = Generating.resource("hostile/" + name + ".yaml", "org.example.hostile");

        Compiling.onClassPath(files, onClassPath);
        Compiling.inModule(files, "org.example.hostile", inModule);
    }

    @Test
    void documentationBecomesNoCode() throws IOException {
        for (SourceFile file : Generating.resource("hostile/docs.yaml", "org.example.hostile")) {
            String code = file.text().replaceAll("(?s)/\\*\\*.*?\\*/", "").replaceAll("\"(\\\\.|[^\"\\\\])*\"", "");
            assertThat(code)
                    .as(file.path())
                    .doesNotContain("Evil")
                    .doesNotContain("@Deprecated")
                    .doesNotContain("exit");
        }
    }

    @Test
    void noTwoFilesDifferOnlyInCase() throws IOException {
        assertThat(Generating.resource("hostile/names.yaml", "org.example.hostile"))
                .extracting(file -> file.path().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
    }

    @Test
    void aDescriptorLongerThanAConstantIsGenerated(@TempDir Path folder) throws IOException {
        // Longer than a constant of a class, within what a scalar may have.
        String doc = "ž€𝒳\\u0041 ".repeat(4_000);
        String text = """
            abi: 1
            library: long
            version: 1.0.0
            exports:
              f: {sig: "fn()", doc: '%s'}
              g: {sig: "fn()", doc: '%<s'}
            """.formatted(doc);

        List<SourceFile> files =
                Generating.text("long.yaml", text, "org.example").files();

        Compiling.onClassPath(files, folder);
    }

    /** With what Unicode or Java takes for the end of a line, and longer than a constant. */
    @ParameterizedTest
    @ValueSource(strings = {"a\\u2028b\\u2029c\\rd\\n)", "\u20ac"})
    void anyTextIsADefault(String text, @TempDir Path folder) throws IOException {
        String descriptor = """
            abi: 1
            library: texts
            version: 1.0.0
            types:
              T: {struct: {a: u8, x: {type: "&'static str", default: "%s"}}, evolves: append}
            exports:
              f: "fn() -> Box<T>"
            """.formatted(text.length() == 1 ? text.repeat(60_000) : text);

        List<SourceFile> files =
                Generating.text("texts.yaml", descriptor, "org.example").files();

        assertThat(files).isNotEmpty();
        Compiling.onClassPath(files, folder);
    }

    @Test
    void moreFunctionsThanARecordHasComponentsAreGenerated(@TempDir Path folder) throws IOException {
        String functions = IntStream.range(0, 300)
                .mapToObj(i -> "  f%d: \"fn(addresses: u8) -> u8\"\n".formatted(i))
                .collect(Collectors.joining());
        String text = "abi: 1\nlibrary: many\nversion: 1.0.0\nexports:\n  addresses2: \"fn() -> u8\"\n" + functions;

        List<SourceFile> files =
                Generating.text("many.yaml", text, "org.example").files();

        Compiling.onClassPath(files, folder);
    }

    @Test
    void aShapeOfMoreParametersThanAFileNameHasCharactersIsGenerated(@TempDir Path folder) throws IOException {
        // 83 times int and long: within the linker's 252 slots, and each letter differs from the one before it.
        String parameters = IntStream.range(0, 83)
                .mapToObj(i -> "a%d: u8, b%<d: u64".formatted(i))
                .collect(Collectors.joining(", "));

        List<SourceFile> files = Generating.export("fn(" + parameters + ")").files();

        Compiling.onClassPath(files, folder);
    }
}
