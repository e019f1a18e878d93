package org.rdylib.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest extends CommandLineTest {

    private static final String NO_MORE_NAME = SAMPLE.replace("name:", "title:");

    @Test
    void aFileThatIsNotThereIsUndecided() throws IOException {
        String missing = folder.resolve("missing.yaml").toString();

        assertThat(run("check", missing)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(run("layout", missing)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(run("verify", file("a.yaml", SAMPLE), missing)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("RDY0610").doesNotContain("\tat ");
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
    void whatIsNamedLikeALibraryOrIsOneThatIsNotReadIsSaidToBeNoElfFile() throws IOException {
        Path apple = Files.write(folder.resolve("apple"), HexFormat.of().parseHex("cffaedfe0c000001"));
        assertThat(run("verify", file("a.yaml", SAMPLE), apple.toString())).isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("RDY0601", "apple").doesNotContain("UTF-8");
        assertThat(run("verify", file("a.yaml", SAMPLE), file("b.so", "no library")))
                .isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("RDY0601", "b.so");
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
}
