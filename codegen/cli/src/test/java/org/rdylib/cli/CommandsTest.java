package org.rdylib.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    private static final String SAMPLE = """
        abi: 1
        library: sample
        version: 1.0.0
        types:
          Span: {struct: {start: u8, end: u32}}
          Shape:
            enum:
              Empty:
              Box: {at: Span, solid: bool}
        exports:
          name: "fn() -> &'static str"
        """;

    private static final String NO_MORE_NAME = SAMPLE.replace("name:", "title:");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void checkIsSilentAboutWhatIsWellFormed() throws IOException {
        assertThat(run("check", file("a.yaml", SAMPLE.replace("'static", "'dylib"))))
                .isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void schemaPrintsTheLanguageForEditors() {
        assertThat(run("schema")).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString())
                .startsWith("{")
                .contains("json-schema.org/draft-07", "\"on_unload\"")
                .endsWith("}\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void checkReportsEveryFileAndShowsTheLine() throws IOException {
        String broken = file("b.yaml", SAMPLE.replace("start: u8", "start: Spam"));

        assertThat(run("check", file("a.yaml", SAMPLE), broken)).isEqualTo(ExitCode.DOES_NOT_HOLD);

        assertThat(out.toString()).contains("error[RDY0101]", "b.yaml:5:26", "Span: {struct: {start: Spam", "^^^^");
    }

    @Test
    void nothingOfADescriptorsTextUpsetsATerminal() throws IOException {
        String hostile = file("b.yaml", SAMPLE.replace("name:", "\"na\\e[31mme\":"));

        assertThat(run("check", hostile)).isEqualTo(ExitCode.DOES_NOT_HOLD);

        assertThat(out.toString()).contains("[31m").doesNotContain("\u001b");
    }

    @Test
    void checkSaysInJsonWhetherItHolds() throws IOException {
        String broken = file("b.yaml", SAMPLE.replace("start: u8", "start: Spam"));

        run("check", "--format", "json", broken);

        assertThat(out.toString())
                .startsWith("{\"holds\":false,\"findings\":[{\"code\":\"RDY0101\",\"severity\":\"error\",\"file\":\"")
                .contains("\"line\":5,\"column\":26,\"length\":4,");
    }

    private static final String STAYING = """
        abi: 1
        library: staying
        version: 1.0.0
        types:
          Named: {struct: {name: "&'static str", other: "&'static str"}}
        interfaces:
          I: {methods: {next: "fn(&self) -> Box<dyn I>"}}
        exports:
          make: "fn() -> Box<dyn I>"
          name: "fn() -> &'static str"
          short: "fn() -> Box<dyn I + 'dylib>"
          code: "fn() -> fn(u8) -> u8"
          named: "fn() -> Named"
        imports:
          keep: "fn(text: &'static str)"
          give: "fn() -> &'static str"
        """;

    @Test
    void checkNotesWhatKeepsALibraryFromBeingUnloaded() throws IOException {
        assertThat(run("check", file("staying.yaml", STAYING))).isEqualTo(ExitCode.HOLDS);

        assertThat(out.toString().lines().filter(l -> l.startsWith("note") || l.contains("--> ")))
                .map(l -> l.replaceAll("-->.*/", "").strip())
                .containsExactly(
                        "note[RDY0301]: " + WHOLE + "what it gives here would have to outlive it",
                        "staying.yaml:5:28",
                        "note[RDY0301]: " + WHOLE + "what it gives here would have to outlive it",
                        "staying.yaml:5:51",
                        "note[RDY0301]: " + WHOLE + UNWRITTEN,
                        "staying.yaml:7:41",
                        "note[RDY0301]: " + WHOLE + UNWRITTEN,
                        "staying.yaml:9:22",
                        "note[RDY0301]: " + WHOLE + "what it gives here would have to outlive it",
                        "staying.yaml:10:19",
                        "note[RDY0301]: " + WHOLE + UNWRITTEN,
                        "staying.yaml:12:18",
                        "note[RDY0301]: " + WHOLE + "what it gives here would have to outlive it",
                        "staying.yaml:15:20");
        assertThat(out.toString()).contains("= help: add `+ 'dylib`", "= help: write `'dylib`");
    }

    private static final String WHOLE = "a library of this description cannot be unloaded: ";
    private static final String UNWRITTEN = "without a bound this means `+ 'static`, so it would have to outlive it";

    /** The edits that the notes propose, made everywhere. */
    @Test
    void checkNotesNothingOnceItsEditsAreMade() throws IOException {
        String mended = STAYING.replace("'static", "'dylib")
                .replace("Box<dyn I>", "Box<dyn I + 'dylib>")
                .replace("-> fn(u8) -> u8", "-> (fn(u8) -> u8) + 'dylib");
        assertThat(run("check", file("mended.yaml", mended))).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void checkSaysInJsonWhatItNotes() throws IOException {
        assertThat(run("check", "--format", "json", file("staying.yaml", STAYING)))
                .isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString())
                .startsWith("{\"holds\":true,\"findings\":[{\"code\":\"RDY0301\",\"severity\":\"note\",\"file\":\"")
                .contains("\"line\":7,\"column\":41,");
    }

    @Test
    void checkNotesThatThreadsOfALibraryRunOn() throws IOException {
        String detached = SAMPLE + "on_unload: {threads: detached}\n";
        assertThat(run("check", file("detached.yaml", detached))).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).contains("note[RDY0501]: " + WHOLE).doesNotContain("error");
    }

    @Test
    void aFileThatIsNotThereIsUndecided() throws IOException {
        String missing = folder.resolve("missing.yaml").toString();

        assertThat(run("check", missing)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(run("layout", missing)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(run("verify", file("a.yaml", SAMPLE), missing)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("RDY0610").doesNotContain("\tat ");
    }

    @Test
    @Timeout(60)
    void aPipeIsNotWaitedFor() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.yaml");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(mkfifo.waitFor()).isZero();

        assertThat(run("check", pipe.toString())).isEqualTo(ExitCode.UNDECIDED);

        assertThat(out.toString()).contains("error[RDY0610]: this is no regular file");
    }

    @Test
    void whatIsUndecidedIsADocumentToo() throws IOException {
        String good = file("a.yaml", SAMPLE);
        String broken = file("b.yaml", SAMPLE.replace("start: u8", "start: Spam"));

        assertThat(run("verify", "--format", "json", good, broken)).isEqualTo(ExitCode.UNDECIDED);

        assertThat(out.toString())
                .startsWith("{\"undecided\":\"error[RDY0101]")
                .containsPattern("\"findings\":\\[\\{\"code\":\"RDY0101\".*\"line\":5,")
                .endsWith("}]}" + System.lineSeparator());
        assertThat(err.toString()).startsWith("error[RDY0101]");
    }

    @Test
    void anUnknownPolicyIsADocumentWithoutFindings() throws IOException {
        String good = file("a.yaml", SAMPLE);

        assertThat(run("verify", "--format", "json", "--unload", "sometimes", good, good))
                .isEqualTo(ExitCode.UNDECIDED);

        assertThat(out.toString())
                .startsWith("{\"undecided\":\"unknown policy sometimes")
                .contains("\"findings\":[]}");
    }

    @Test
    void verifyDoesNotAnswerForALibraryThatIsNotThere() throws IOException {
        String good = file("a.yaml", SAMPLE);

        assertThat(run("verify", "--library", "other", good, good)).isEqualTo(ExitCode.UNDECIDED);

        assertThat(err.toString()).contains("a.yaml describes `sample`, not `other`");
    }

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
    void layoutNamesTheFieldsOfAPayloadAfterItsVariant() throws IOException {
        assertThat(run("layout", "--format", "json", file("a.yaml", SAMPLE))).isEqualTo(ExitCode.HOLDS);

        // As gcc lays out {u8, u32} and {u8 tag, that struct, bool}.
        assertThat(out.toString().strip())
                .isEqualTo("{\"target\":\"x86_64-linux-gnu\",\"types\":{"
                        + "\"Span\":{\"size\":8,\"align\":4,\"fields\":{\"start\":[0,1],\"end\":[4,4]}},"
                        + "\"Shape\":{\"size\":16,\"align\":4,\"fields\":"
                        + "{\"Box.at\":[4,8],\"Box.solid\":[12,1]}}}}");
    }

    @ParameterizedTest
    @CsvSource({
        "x86_64-linux-gnu, 24, 8, 8, 16",
        "aarch64-linux-gnu, 24, 8, 8, 16",
        "x86_64-windows-msvc, 24, 8, 8, 16",
        "aarch64-macos, 24, 8, 8, 16",
        "i686-linux-gnu, 16, 4, 4, 12",
        "wasm32, 24, 8, 8, 16"
    })
    void layoutKnowsEachTargetsAlignmentsAndPointers(String target, int size, int align, int wide, int pointer)
            throws IOException {
        String file = file("a.yaml", SAMPLE.replace("{start: u8, end: u32}", "{a: u8, b: u64, c: fn()}"));

        assertThat(run("layout", "--target", target, "--format", "json", file)).isEqualTo(ExitCode.HOLDS);

        // What `clang -target` has for `struct { uint8_t a; uint64_t b; void (*c)(void); }`.
        assertThat(out.toString())
                .startsWith("{\"target\":\"%s\",\"types\":{\"Span\":{\"size\":%d,\"align\":%d,"
                        .formatted(target, size, align))
                .contains("\"b\":[%d,8],\"c\":[%d,".formatted(wide, pointer));
    }

    @Test
    void anUnknownTargetIsAnsweredWithTheKnownOnes() throws IOException {
        assertThat(run("layout", "--target", "pdp11", file("a.yaml", SAMPLE))).isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString())
                .contains("unknown target pdp11")
                .contains("x86_64-linux-gnu, aarch64-linux-gnu, x86_64-windows-msvc, aarch64-macos, i686-linux-gnu")
                .contains("wasm32");
    }

    @Test
    void checkHoldsADescriptorAgainstSeveralTargetsAndSaysEachThingOnce() throws IOException {
        String file = file("a.yaml", SAMPLE.replace("start: u8", "start: u128"));

        assertThat(run("check", "--target", "aarch64-linux-gnu", file)).isEqualTo(ExitCode.HOLDS);
        assertThat(run("check", "--target", "wasm32,i686-linux-gnu,i686-linux-gnu", file))
                .isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(out.toString()).containsOnlyOnce("RDY0124").contains("a.yaml:5:26", "i686-linux-gnu has no `u128`");
        assertThat(run("layout", "--target", "i686-linux-gnu", file)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("RDY0124");
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
            String[] arguments = {"--package", "a", "--target", target, "-o", output.toString(), sample};
            for (String language : List.of("java", "c")) {
                String[] all = Stream.concat(Stream.of("generate", "--lang", language), Stream.of(arguments))
                        .toArray(String[]::new);
                assertThat(run(all)).isEqualTo(ExitCode.HOLDS);
            }
            stubs.add(Files.readString(output.resolve("a/SampleDescriptor.java"))
                    + Files.readString(output.resolve("a/SampleMemory.java"))
                    + Files.readString(output.resolve("sample.h")));
        }
        assertThat(stubs).hasSize(4).containsOnly(stubs.getFirst());
    }

    @Test
    void aLibraryOfAnotherMachineIsNamedWithTheTargetsThatThereAre() throws IOException {
        byte[] arm = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, arm, 0, 7);
        arm[16] = 3;
        arm[18] = (byte) 183;
        String library = Files.write(folder.resolve("arm.so"), arm).toString();

        assertThat(run("verify", file("a.yaml", SAMPLE), library)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString())
                .contains("RDY0603", "AArch64 (64 bit, little-endian)", "--target takes aarch64-linux-gnu");

        // For its own target it is only found to have nothing in it.
        assertThat(run("verify", "--target", "aarch64-linux-gnu", file("a.yaml", SAMPLE), library))
                .isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("RDY0602");

        assertThat(run("verify", "--target", "aarch64-macos", file("a.yaml", SAMPLE), library))
                .isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("libraries of aarch64-macos are no ELF files");
    }

    @Test
    void verifyTellsThePoliciesApart() throws IOException {
        String sample = file("a.yaml", SAMPLE);

        assertThat(run("verify", sample, sample)).isEqualTo(ExitCode.HOLDS);
        assertThat(run("verify", sample, sample, "--unload", "allowed")).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(out.toString()).contains("both copies are identical", "RDY0301");
        assertThat(run("verify", sample, sample, "--unload", "isolated")).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(out.toString()).contains("incompatible under `unload: isolated`");
        assertThat(run("verify", sample, sample, "--unload", "sometimes")).isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("unknown policy sometimes");
    }

    @Test
    void verifyNamesWhatIsMissing() throws IOException {
        String host = file("a.yaml", SAMPLE);
        String plugin = file("b.yaml", NO_MORE_NAME);

        assertThat(run("verify", host, plugin, "--format", "json")).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(out.toString()).contains("\"verdict\":\"incompatible\"", "\"code\":\"RDY0201\"");
    }

    @Test
    void anIllFormedDescriptorIsNoVerdict() throws IOException {
        String sample = file("a.yaml", SAMPLE);
        String broken = file("b.yaml", "abi: 1\nlibrary: sample\n");

        assertThat(run("verify", sample, broken)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("RDY0007", "version");
    }

    @Test
    void whatIsNamedLikeALibraryAndIsNoneIsSaidToBeNone() throws IOException {
        assertThat(run("verify", file("a.yaml", SAMPLE), file("b.so", "no library")))
                .isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("RDY0601", "b.so");
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
    void generateWantsAPackageForJavaAndAPathForRust() throws IOException {
        String sample = file("a.yaml", SAMPLE);
        String target = folder.resolve("out").toString();

        assertThat(run("generate", "--lang", "java", "-o", target, sample)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("--package");
        assertThat(run("generate", "--lang", "java", "--package", "a..b", "-o", target, sample))
                .isEqualTo(ExitCode.UNDECIDED);
        assertThat(run("generate", "--lang", "rust", "--module", "a::", "-o", target, sample))
                .isEqualTo(ExitCode.UNDECIDED);
        assertThat(folder.resolve("out")).doesNotExist();

        assertThat(run("generate", "--lang", "rust", "-o", target, sample)).isEqualTo(ExitCode.HOLDS);
        assertThat(folder.resolve("out/abi.rs")).content().contains("sample_name(");
    }

    @Test
    void whatCannotBeGeneratedYetIsSaidWithItsPlaceAndNothingIsWritten() throws IOException {
        String sample = file("a.yaml", SAMPLE.replace("fn() -> &'static str", "fn() -> fn()"));
        Path target = folder.resolve("out");

        assertThat(run("generate", "--lang", "java", "--package", "a", "-o", target.toString(), sample))
                .isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("RDY0011", "a.yaml:11:18");
        assertThat(target).doesNotExist();
    }

    @Test
    void conformCountsAndNamesWhatFails() throws IOException {
        Files.createDirectory(folder.resolve("cases"));
        file("cases/good.case.yaml", conformanceCase("allowed", "incompatible"));

        assertThat(run("conform", folder.resolve("cases").toString())).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).endsWith("1 passed, 0 failed" + System.lineSeparator());

        file("cases/bad.case.yaml", conformanceCase("never", "incompatible"));
        assertThat(run("conform", folder.resolve("cases").toString())).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(out.toString())
                .contains("bad.case.yaml", "incompatible")
                .endsWith("1 passed, 1 failed" + System.lineSeparator());
    }

    @Test
    void conformIsUndecidedWhereThereIsNoCase() {
        assertThat(run("conform", folder.toString())).isEqualTo(ExitCode.UNDECIDED);
        assertThat(run("conform", folder.resolve("nowhere").toString())).isEqualTo(ExitCode.UNDECIDED);
    }

    private static String conformanceCase(String unload, String expect) {
        String boundary = "{abi: 1, library: sample, version: 1.0.0, exports: {name: \"fn() -> &'static str\"}}";
        return "case: a host may not keep a plugin's 'static text for ever\nunload: " + unload + "\nhost: " + boundary
                + "\nplugin: " + boundary + "\nexpect: " + expect + "\n";
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... arguments) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
