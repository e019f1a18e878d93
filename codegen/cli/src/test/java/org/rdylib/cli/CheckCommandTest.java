package org.rdylib.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest extends CommandLineTest {

    @Test
    void checkIsSilentAboutWhatIsWellFormed() throws IOException {
        assertThat(run("check", file("a.yaml", SAMPLE.replace("'static", "'dylib"))))
                .isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema", "schema descriptor"})
    void schemaPrintsTheLanguageForEditors(String line) {
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString())
                .startsWith("{")
                .contains("json-schema.org/draft-07", "\"on_unload\"")
                .endsWith("}\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void schemaPrintsWhatReportsAre() {
        assertThat(run("schema", "report")).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString())
                .startsWith("{")
                .contains("json-schema.org/draft-07", "\"verdict\"", "\"undecided\"")
                .endsWith("}\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void thereIsNoSchemaOfAnythingElse() {
        assertThat(run("schema", "sarif")).isEqualTo(ExitCode.UNDECIDED);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("descriptor, report", "sarif");
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

    private static final String GROWING = """
        abi: 1
        library: cfg
        version: 1.0.0
        types: {Config: {evolves: append, struct: {name: "&'dylib str", level: u8}}}
        exports: {start: "fn(config: &Config)"}
        """;

    @Test
    void checkNotesPaddingWhereAStructMayGrow() throws IOException {
        assertThat(run("check", file("growing.yaml", GROWING))).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString())
                .startsWith(
                        "note[RDY0405]: `Config` may grow and has 7 bytes of padding at its end, where nothing can be"
                                + " added")
                .contains("growing.yaml:4:9", "`reserved: \"[u8; 7]\"`; else what is added first must be aligned to 8");
    }

    /** Both edits of the note: the padding is named, or what is added is aligned as the struct is. */
    @Test
    void checkNotesNoPaddingWhereThereIsNoneOrNothingIsAdded() throws IOException {
        String named = GROWING.replace("u8}", "u8, reserved: \"[u8; 7]\"}");
        String fixed = GROWING.replace("evolves: append, ", "");
        assertThat(run("check", file("named.yaml", named), file("fixed.yaml", fixed)))
                .isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).isEmpty();

        String added = named.replace("7]\"}", "7]\", verbose: {type: bool, default: false}}");
        assertThat(run("verify", file("named.yaml", named), file("a.yaml", added)))
                .isEqualTo(ExitCode.HOLDS);
        String aligned = GROWING.replace("u8}", "u8, next: {type: u64, default: 0}}");
        assertThat(run("verify", file("growing.yaml", GROWING), file("b.yaml", aligned)))
                .isEqualTo(ExitCode.HOLDS);
    }

    @Test
    void whatLiesInPaddingIsNotToldToBeFilledThere() throws IOException {
        String added = GROWING.replace("u8}", "u8, verbose: {type: bool, default: false}}");
        assertThat(run("verify", file("growing.yaml", GROWING), file("added.yaml", added)))
                .isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(out.toString())
                .contains("help: in the plugin's copy, let one come first that is aligned to 8\n")
                .doesNotContain("fill");
    }

    @Test
    void aDefaultIsAdvisedOnlyWhereTheTypeCanHaveOne() throws IOException {
        String old = GROWING.replace("level: u8", "level: u64");
        for (String type : List.of("[u8; 8]", "(u32, u32)", "&'dylib [u8]", "Box<u8>")) {
            String now = old.replace("level: u64", "level: u64, more: \"" + type + "\"");
            run("verify", file("old.yaml", old), file("new.yaml", now));
            assertThat(out.toString())
                    .as(type)
                    .contains(
                            "RDY0403",
                            "help: in the plugin's copy, make it an `Option<…>` with `default: None`: its type")
                    .doesNotContain("default: …");
            out.getBuffer().setLength(0);
        }
        for (String type : List.of("u64", "&'dylib str", "Option<[u8; 8]>")) {
            String now = old.replace("level: u64", "level: u64, more: \"" + type + "\"");
            run("verify", file("old.yaml", old), file("new.yaml", now));
            assertThat(out.toString()).as(type).contains("RDY0403", "`more: {type: \"" + type + "\", default: …}`");
            out.getBuffer().setLength(0);
        }
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

    /** A program that reads the report must not take what could not be read for what is wrong with a descriptor. */
    @Test
    void whatCannotBeReadIsUndecidedInEveryFormat() throws IOException {
        String wrong = file("a.yaml", SAMPLE.replace("start: u8", "start: U8"));
        String missing = folder.resolve("missing.yaml").toString();

        assertThat(run("check", "--format", "json", wrong, missing)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(out.toString())
                .startsWith(
                        "{\"undecided\":\"" + missing + ": there is no such file\",\"findings\":[{\"code\":\"RDY0101\"")
                .doesNotContain("\"holds\"");

        assertThat(run("check", "--format", "sarif", missing)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(out.toString())
                .contains("\"executionSuccessful\":false")
                .contains(missing + ": there is no such file");
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
}
