package org.rdylib.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GenerateCommandTest extends CommandLineTest {

    @Test
    void generateNamesItsFilesInJson() throws IOException {
        String good = file("a.yaml", SAMPLE);
        String output = folder.resolve("sources").toString();

        assertThat(run("generate", "--lang", "c", "-o", output, "--format", "json", good))
                .isEqualTo(ExitCode.HOLDS);

        assertThat(out.toString())
                .isEqualTo("{\"files\":[\"%1$s/sample.h\",\"%1$s/sample_abi.c\"]}%n".formatted(output));
        assertThat(Path.of(output, "sample.h")).isRegularFile();
    }

    @Test
    void javaIsGeneratedForTargetsWithAJavaAlone() throws IOException {
        String sample = file("a.yaml", SAMPLE);
        for (String target : List.of("i686-linux-gnu", "wasm32")) {
            String out = folder.resolve(target).toString();
            assertThat(run("generate", "--lang", "java", "--package", "a", "--target", target, "-o", out, sample))
                    .isEqualTo(ExitCode.UNDECIDED);
            assertThat(Path.of(out)).doesNotExist();
            assertThat(run("generate", "--lang", "c", "--target", target, "-o", out, sample))
                    .isEqualTo(ExitCode.HOLDS);
        }
        assertThat(err.toString())
                .contains("Java cannot call libraries of wasm32")
                .contains("x86_64-linux-gnu, aarch64-linux-gnu, x86_64-windows-msvc, aarch64-macos");
    }

    @Test
    void whatIsGeneratedIsTheSameForAllTargets() throws IOException {
        String sample = file("a.yaml", SAMPLE.replace("fn() -> &'static str", "fn(shape: Shape) -> Span"));
        List<String> stubs = new ArrayList<>();
        for (String target : List.of("x86_64-linux-gnu", "aarch64-linux-gnu", "x86_64-windows-msvc", "aarch64-macos")) {
            Path output = folder.resolve(target);
            for (String language : List.of("java", "c")) {
                assertThat(generate(language, output, "--target", target, sample))
                        .isEqualTo(ExitCode.HOLDS);
            }
            stubs.add(Files.readString(output.resolve("a/SampleDescriptor.java"))
                    + Files.readString(output.resolve("a/SampleMemory.java"))
                    + Files.readString(output.resolve("sample.h")));
        }
        assertThat(stubs).hasSize(4).containsOnly(stubs.getFirst());
    }

    @Test
    void generateWritesTheSourcesAndNamesThem() throws IOException {
        String sample = file("a.yaml", SAMPLE);
        Path target = folder.resolve("deep/out");

        assertThat(run("generate", "--lang", "c", "-o", target.toString(), sample))
                .isEqualTo(ExitCode.HOLDS);
        assertThat(target.resolve("sample.h")).content().contains("sample_name(");
        assertThat(target.resolve("sample_abi.c")).exists();

        assertThat(run("generate", "--lang", "java", "--package", "a.b", "-o", target.toString(), sample))
                .isEqualTo(ExitCode.HOLDS);
        assertThat(target.resolve("a/b/Sample.java")).content().contains("package a.b;");
        assertThat(out.toString()).contains("sample.h", "sample_abi.c", "Sample.java");
    }

    @Test
    void noSourceSaysInWhichFolderTheDescriptorWas() throws IOException {
        file("shared.yaml", SAMPLE.replace("library: sample", "library: shared"));
        String user = file("user.yaml", """
            abi: 1
            library: user
            version: 1.0.0
            uses: {other: shared.yaml}
            exports:
              f: "fn(x: other::Span)"
            """);
        Path target = folder.resolve("out");

        assertThat(Path.of(user)).isAbsolute();
        assertThat(run("generate", "--lang", "rust", "-o", target.toString(), user))
                .isEqualTo(ExitCode.HOLDS);
        assertThat(target.resolve("abi.rs"))
                .content()
                .contains("user.yaml", "shared.yaml")
                .doesNotContain(folder.toString());
    }

    @Test
    void generateWantsAPackageForJavaAndAPathForRust() throws IOException {
        String sample = file("a.yaml", SAMPLE);
        String target = folder.resolve("out").toString();

        assertThat(run("generate", "--lang", "java", "-o", target, sample)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("--package");
        assertThat(run("generate", "--lang", "java", "--package", "a..b", "-o", target, sample))
                .isEqualTo(ExitCode.UNDECIDED);
        assertThat(run("generate", "--lang", "rust", "--module", "a::", "-o", target, sample))
                .isEqualTo(ExitCode.UNDECIDED);
        assertThat(run("generate", "--lang", "c", "--package", "a.b", "-o", target, sample))
                .isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("--package is for --lang java, not for --lang c");
        assertThat(run("generate", "--lang", "java", "--package", "a", "--module", "b", "-o", target, sample))
                .isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("--module is for --lang rust, not for --lang java");
        assertThat(folder.resolve("out")).doesNotExist();

        assertThat(run("generate", "--lang", "rust", "-o", target, sample)).isEqualTo(ExitCode.HOLDS);
        assertThat(folder.resolve("out/abi.rs")).content().contains("sample_name(");
    }

    @Test
    void generateSaysWhatCheckNotesIfItIsAsked() throws IOException {
        String sample = file("a.yaml", SAMPLE);
        String target = folder.resolve("out").toString();
        assertThat(run("check", sample)).isEqualTo(ExitCode.HOLDS);
        String notes = out.toString();
        assertThat(notes).startsWith("note[");

        assertThat(run("generate", "--lang", "c", "-o", target, sample)).isEqualTo(ExitCode.HOLDS);
        assertThat(err.toString()).isEmpty();
        assertThat(run("generate", "--notes", "--lang", "c", "-o", target, sample))
                .isEqualTo(ExitCode.HOLDS);
        assertThat(err.toString()).isEqualTo(notes);
    }

    @Test
    void whatIsGeneratedOfEachLanguageIsReplaced() throws IOException {
        String sample = file("a.yaml", SAMPLE.replace("exports:", "doc: \"Two\\nlines.\"\nexports:"));
        Path target = folder.resolve("out");
        for (String language : List.of("c", "rust", "java")) {
            assertThat(generate(language, target, sample)).isEqualTo(ExitCode.HOLDS);
            List<Path> files;
            try (Stream<Path> all = Files.walk(target)) {
                files = all.filter(Files::isRegularFile).toList();
            }
            for (Path file : files) {
                Files.writeString(file, Files.readString(file) + "\n// and more");
            }
            assertThat(generate(language, target, sample)).as(err.toString()).isEqualTo(ExitCode.HOLDS);
        }
    }

    @Test
    void whatAnAuthorHasWrittenIsNotReplacedAndNothingElseIsWritten() throws IOException {
        String sample = file("a.yaml", SAMPLE);
        var own = Map.of(
                "c", "sample_abi.c",
                "rust", "abi.rs",
                "java", "a/SampleStub.java");
        var texts = List.of("", "/* Mine. */\n/* Generated by rdylib */", "int x; // Generated by rdylib", "// \u00fc");
        for (var each : own.entrySet()) {
            for (String text : texts) {
                Path target = Files.createTempDirectory(folder, "out");
                Path mine = target.resolve(each.getValue());
                Files.createDirectories(mine.getParent());
                Files.write(mine, text.getBytes(StandardCharsets.ISO_8859_1));
                assertThat(generate(each.getKey(), target, sample)).isEqualTo(ExitCode.UNDECIDED);
                assertThat(err.toString()).contains(mine + " was not generated by rdylib", "choose another folder");
                assertThat(mine).content(StandardCharsets.ISO_8859_1).isEqualTo(text);
                assertThat(mine.getParent()).isDirectoryNotContaining(file -> !file.equals(mine));
            }
        }
    }

    @Test
    void whatCannotBeGeneratedYetIsSaidWithItsPlaceAndNothingIsWritten() throws IOException {
        String sample = file("a.yaml", SAMPLE.replace("fn() -> &'static str", "fn() -> Arc<fn()>"));
        Path target = folder.resolve("out");

        assertThat(run("generate", "--lang", "java", "--package", "a", "-o", target.toString(), sample))
                .isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("RDY0011", "a.yaml:11:22");
        assertThat(target).doesNotExist();
    }

    private int generate(String language, Path target, String... more) {
        List<String> all = new ArrayList<>(List.of("generate", "--lang", language, "-o", target.toString()));
        if (language.equals("java")) {
            all.addAll(List.of("--package", "a"));
        }
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }
}
