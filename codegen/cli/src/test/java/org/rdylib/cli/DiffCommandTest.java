package org.rdylib.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.spec.Version;

class DiffCommandTest extends CommandLineTest {

    private static final String OLD = """
        abi: 1
        library: sample
        version: 1.4.2
        types:
          Span: {struct: {start: u8, end: u32}}
          Event: {struct: {id: u32}, evolves: append}
        interfaces:
          Sink: {methods: {put: "fn(&self, x: u8)", end: "fn(&self)"}}
        exports:
          name: "fn<'a>(of: &'a Span) -> &'a str"
          next: "fn() -> Box<Event>"
          run: "fn(sink: &dyn Sink)"
        imports:
          log: "fn(text: &str)"
          now: "fn() -> u64"
        """;

    private int diff(String old, String now) throws IOException {
        return run("diff", file("old.yaml", old), file("new.yaml", now));
    }

    @Test
    void whatDoesNotBindIsNoRelease() throws IOException {
        String documented = OLD.replace("'a", "'text")
                .replace("  Span: {", "  Span: {doc: where it stands, ")
                .replace("exports:\n", "# functions\nexports:\n");

        assertThat(diff(OLD, documented)).isEqualTo(ExitCode.HOLDS);

        assertThat(out.toString())
                .contains("nothing that binds has changed", "release: none")
                .doesNotContain("note:", "breaks");
    }

    @Test
    void whatServesOldHostsIsAMinorRelease() throws IOException {
        String now = OLD.replace("1.4.2", "1.5.0")
                .replace("id: u32}", "id: u32, kind: u32}")
                .replace("exports:\n", "exports:\n  more: \"fn()\"\n");

        assertThat(diff(OLD, now)).isEqualTo(ExitCode.HOLDS);

        assertThat(out.toString())
                .contains(
                        "sample 1.4.2 to 1.5.0",
                        "type Event changed, ",
                        "old.yaml:6:3 and ",
                        "  field kind added: `u32`",
                        "export more added, ",
                        "never: fits, allowed: fits, isolated: fits",
                        "never: breaks, allowed: breaks, isolated: breaks",
                        "RDY0201 in export more: the host calls `more`, which the plugin does not export (never,"
                                + " allowed, isolated)",
                        "RDY0403",
                        "release: minor")
                .doesNotContain("note:");
    }

    @Test
    void whatNobodyNoticesIsAPatch() throws IOException {
        String now = OLD.replace("1.4.2", "1.4.3")
                .replace("now: \"fn() -> u64\"", "now: {sig: \"fn() -> u64\", optional: true}");

        assertThat(diff(now, OLD.replace("1.4.2", "1.4.4"))).isEqualTo(ExitCode.DOES_NOT_HOLD);
        out.getBuffer().setLength(0);
        assertThat(diff(OLD, OLD.replace("1.4.2", "1.4.3").replace("of: &'a Span", "span: &'a Span")))
                .isEqualTo(ExitCode.HOLDS);

        assertThat(out.toString())
                .contains("release: patch", "signature was `fn<'a>(of: &'a Span) -> &'a str`, is `fn<'a>(span:");
    }

    /** Semantic versioning has additions in minor releases, whoever goes with whom. */
    @Test
    void whatIsAddedIsAMinorReleaseThoughNobodyBreaks() throws IOException {
        String old = OLD.replace("1.4.2", "1.4.0") + "  more: {sig: \"fn()\", optional: true}\n";
        String now = old.replace("1.4.0", "1.4.1") + "  most: {sig: \"fn()\", optional: true}\n";

        assertThat(diff(old, now)).isEqualTo(ExitCode.DOES_NOT_HOLD);

        assertThat(out.toString())
                .contains(
                        "release: minor, hosts and libraries of both versions go with one another, and something was"
                                + " added",
                        "note: 1.4.0 to 1.4.1 is a step for patch, which is too little");
        out.getBuffer().setLength(0);
        assertThat(diff(
                        GROWS,
                        GROWS.replace("1.0.0", "1.1.0").replace("{a: u32}", "{a: u32, b: {type: u32, default: 0}}")))
                .isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).contains("never: fits", "release: minor, hosts and libraries of both");
        out.getBuffer().setLength(0);
        assertThat(diff(old, old.replace("1.4.0", "1.4.1"))).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).contains("release: none");
    }

    private static final String GROWS = """
        abi: 1
        library: grows
        version: 1.0.0
        types:
          S: {struct: {a: u32}, evolves: append}
        exports:
          f: "fn(s: &S)"
        """;

    private static final String HAS_ALL = """
        abi: 1
        library: grows
        version: 1.0.0
        types:
          S: {evolves: append, struct: {a: u32, b: {type: u64, default: 0}}}
          E: {evolves: append, enum: {A, B}}
          Unused: {struct: {a: u8}}
        interfaces:
          I: {methods: {m: "fn(&self)", n: {sig: "fn(&self)", optional: true}}}
          J: {methods: {m: "fn(&self)"}}
        exports:
          f: "fn(s: &S, e: E, i: &dyn I)"
          g: {sig: "fn(x: u32)", optional: true}
        imports:
          h: {sig: "fn()", optional: true}
        """;

    static Stream<Arguments> partsThatNobodyMisses() {
        return Stream.of(
                Arguments.of(", b: {type: u64, default: 0}", "", "field b of type S"),
                Arguments.of("{type: u64, default: 0}", "u64", "the default of field b of type S"),
                Arguments.of("{A, B}", "{A}", "variant B of type E"),
                Arguments.of("  Unused: {struct: {a: u8}}\n", "", "type Unused"),
                Arguments.of(", n: {sig: \"fn(&self)\", optional: true}", "", "method n of interface I"),
                Arguments.of("  J: {methods: {m: \"fn(&self)\"}}\n", "", "interface J"),
                Arguments.of("  g: {sig: \"fn(x: u32)\", optional: true}\n", "", "export g"),
                Arguments.of("imports:\n  h: {sig: \"fn()\", optional: true}\n", "", "import h"));
    }

    /** Its name or place is not free: later versions could only have it back as it was. */
    @ParameterizedTest
    @MethodSource("partsThatNobodyMisses")
    void whatIsTakenAwayIsAMajorReleaseThoughNobodyBreaks(String removed, String left, String told) throws IOException {
        String without = HAS_ALL.replace(removed, left);
        assertThat(without).isNotEqualTo(HAS_ALL);

        assertThat(diff(HAS_ALL, without)).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(out.toString())
                .contains(
                        "old version, with a library of the new one\n  never: fits, allowed: fits",
                        "release: major, hosts and libraries of both versions go with one another, but something was"
                                + " taken away: "
                                + told + "\n",
                        "help: take it away in a major release, and leave it as it is until then")
                .doesNotContain("hosts of the old version break");
        assertThat(diff(HAS_ALL, without.replace("1.0.0", "1.1.0"))).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(diff(HAS_ALL, without.replace("1.0.0", "2.0.0"))).isEqualTo(ExitCode.HOLDS);
        // and back
        out.getBuffer().setLength(0);
        assertThat(diff(without, HAS_ALL.replace("1.0.0", "1.1.0"))).isEqualTo(ExitCode.HOLDS);
        assertThat(out.toString()).doesNotContain("taken away");
    }

    @Test
    void whereTheNumberIsTheSameItIsAskedWhetherOldHostsMayBreak() throws IOException {
        String more = OLD.replace("exports:\n", "exports:\n  more: \"fn()\"\n");

        assertThat(diff(OLD, more)).isEqualTo(ExitCode.HOLDS);
        assertThat(diff(more, OLD)).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(diff(OLD, more.replace("1.4.2", "1.4.1"))).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(diff(OLD, OLD.replace("1.4.2", "1.4.1"))).isEqualTo(ExitCode.HOLDS);
    }

    @Test
    void whatBreaksIsToldWithWhatHelps() throws IOException {
        diff(GROWS, GROWS.replace("{a: u32}", "{a: u32, b: u32}"));

        assertThat(out.toString())
                .containsPattern(
                        "  RDY0403 in export f, parameter s.*\n    help: .*`b: \\{type: \"u32\", default: …}`");
    }

    @Test
    void whatIsSaidOrNotSaidIsToldInTheWordsOfTheLanguage() throws IOException {
        String old = GROWS + "  g: \"extern \\\"C\\\" fn()\"\n";
        String now = GROWS.replace(", evolves: append", "") + "  g: {sig: \"extern \\\"C\\\" fn()\", leaf: true}\n";

        diff(old, now);

        assertThat(out.toString()).contains("  evolves removed, was `append`\n", "  leaf added: `true`\n");
    }

    /** A host of a version before that has none of what never fitted in this one. */
    @Test
    void whatIsFoundBesidesWhatNeverFittedBreaks() throws IOException {
        String old = OLD.replace("-> &'a str", "-> &'static str");

        assertThat(diff(old, old + "on_unload: {threads: detached}\n")).isEqualTo(ExitCode.DOES_NOT_HOLD);

        assertThat(out.toString())
                .contains("never: fits, allowed: breaks, isolated: never did", "RDY0501", "release: major");
    }

    @Test
    void whatBreaksOldHostsIsAMajorReleaseAndItsNumberHasToSaySo() throws IOException {
        String now = OLD.replace("1.4.2", "1.5.0")
                .replace("start: u8, end: u32", "end: u32, start: u8")
                .replace("name: \"fn<'a>(of: &'a Span)", "name: \"fn<'a>(of: &'static Span)")
                .replace("  run: \"fn(sink: &dyn Sink)\"\n", "");

        assertThat(diff(OLD, now)).isEqualTo(ExitCode.DOES_NOT_HOLD);

        assertThat(out.toString())
                .contains(
                        "  order of fields was `start, end`, is `end, start`",
                        "export run removed, ",
                        "release: major, hosts of the old version break",
                        "note: 1.4.2 to 1.5.0 is a step for minor, which is too little");
    }

    /** Where a library may go, the old version did not even fit itself. */
    @Test
    void aPolicyUnderWhichNothingEverFittedIsNotBroken() throws IOException {
        String old = OLD.replace("-> &'a str", "-> &'static str");
        String now = old.replace("1.4.2", "1.4.3").replace("of: &'a Span", "at: &'a Span");

        assertThat(diff(old, now)).isEqualTo(ExitCode.HOLDS);

        assertThat(out.toString())
                .contains("never: fits, allowed: never did, isolated: never did", "release: patch")
                .doesNotContain("RDY03");
    }

    @Test
    void theOrderOfImportsIsAChangeAndThatOfExportsIsNone() throws IOException {
        String now = OLD.replace("  log: \"fn(text: &str)\"\n", "") + "  log: \"fn(text: &str)\"\n";
        String exports = OLD.replace("  next: \"fn() -> Box<Event>\"\n", "")
                .replace("imports:\n", "  next: \"fn() -> Box<Event>\"\nimports:\n");

        diff(OLD, now);
        assertThat(out.toString()).contains("imports changed", "order of imports was `log, now`, is `now, log`");
        out.getBuffer().setLength(0);
        diff(OLD, exports);
        assertThat(out.toString()).contains("nothing that binds has changed");
    }

    @Test
    void theSameIsSaidInJson() throws IOException {
        String now = OLD.replace("1.4.2", "2.0.0").replace("end: u32", "end: u64");

        assertThat(run("diff", "--format", "json", file("old.yaml", OLD), file("new.yaml", now)))
                .isEqualTo(ExitCode.HOLDS);

        assertThat(out.toString())
                .startsWith(
                        "{\"library\":\"sample\",\"old\":\"1.4.2\",\"new\":\"2.0.0\",\"release\":\"major\",\"version_suffices\":true,\"removed\":[],\"changes\":[{\"what\":\"type"
                            + " Span\",\"change\":\"changed\",\"old\":{")
                .contains(
                        "\"details\":[{\"part\":\"field end\",\"old\":\"u32\",\"new\":\"u64\"}]",
                        "{\"host\":\"old\",\"library\":\"new\",\"unload\":\"never\",\"outcome\":\"breaks\",\"findings\":[{"
                            + "\"code\":\"RDY0203\"",
                        "\"help\":[\"",
                        "{\"host\":\"new\",\"library\":\"old\",\"unload\":\"isolated\"");
    }

    @Test
    void otherLibrariesAndWhatIsIllFormedCannotBeCompared() throws IOException {
        assertThat(diff(OLD, OLD.replace("library: sample", "library: other"))).isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("describes `sample` and", "`other`: only versions of one library");
        assertThat(diff(OLD, OLD.replace("u8", "u9"))).isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("RDY0101");
        assertThat(run(
                        "diff",
                        file("old.yaml", OLD),
                        folder.resolve("none.yaml").toString()))
                .isEqualTo(ExitCode.UNDECIDED);
    }

    /** What is left out is written out there, the future of an `async fn` for one. */
    @Test
    void whatNoLibraryCanCarryCannotBeCompared() throws IOException {
        String deep = "async fn() -> " + "Option<".repeat(63) + "u8" + ">".repeat(63);
        String text = "abi: 1\nlibrary: sample\nversion: 1.0.0\nexports:\n  f: \"" + deep + "\"\n";
        assertThat(diff(text, text)).isEqualTo(ExitCode.UNDECIDED);
        assertThat(err.toString()).contains("RDY0004", "could not be read again: types are nested at most 64 deep");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, 2.0.0, MAJOR",
        "1.2.3, 1.3.0, MINOR",
        "1.2.3, 1.2.4, PATCH",
        "1.2.3, 1.2.3, NONE",
        "1.2.3, 1.1.9, NONE",
        "2.0.0, 1.9.9, NONE",
        "0.2.3, 0.3.0, MAJOR",
        "0.2.3, 0.2.4, MINOR",
        "0.2.3, 1.0.0, MAJOR"
    })
    void beforeTheFirstMajorVersionEachNumberSaysMore(String old, String now, Release release) {
        assertThat(Release.between(
                        Version.parse(old).orElseThrow(), Version.parse(now).orElseThrow()))
                .isEqualTo(release);
    }
}
