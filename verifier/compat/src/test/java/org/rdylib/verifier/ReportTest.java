package org.rdylib.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.Code;

class ReportTest {

    private static final Pair WRONG_ARGUMENT = new Pair(
            "exports:\n  f: \"fn<'a, 'b>(x: &'a u8, y: &'b u8) -> &'a u8\"\n",
            "exports:\n  f: \"fn<'p, 'q>(x: &'p u8, y: &'q u8) -> &'q u8\"\n");

    @Test
    void aLifetimeFindingShowsBothCopiesTheChainAndThePromiseThatIsMissing() {
        assertThat(Report.text(WRONG_ARGUMENT.verify())).isEqualTo("""
            error[RDY0302]: the plugin gives what lives for `'b`, and the host keeps it for `'a`; nobody promises `'b: 'a`
              in export f, result
            the host's copy:
             --> host.yaml:5:44
              |
            5 |   f: "fn<'a, 'b>(x: &'a u8, y: &'b u8) -> &'a u8"
              |                                 -- 1       ^^ 2
            the plugin's copy:
             --> plugin.yaml:5:44
              |
            5 |   f: "fn<'p, 'q>(x: &'p u8, y: &'q u8) -> &'q u8"
              |                                 -- 1       ^^ 2
            because
              1. `'b: 'q`  parameter y: the host gives it for `'b`, the plugin takes it for `'q`
              2. `'q: 'a`  result: the plugin gives it for `'q`, the host takes it for `'a`
            help: the host could promise `'b: 'a`:
            5 |   f: "fn<'a, 'b>(x: &'a u8, y: &'b u8) -> &'a u8 where 'b: 'a"
              |                                                 +++++++++++++
            help: the plugin could give what lives for `'p`:
            5 |   f: "fn<'p, 'q>(x: &'p u8, y: &'q u8) -> &'p u8"
              |                                            ~~

            incompatible under `unload: allowed`
            """);
    }

    @Test
    void aPairThatFitsIsOneLine() {
        assertThat(Report.text(Pair.exporting("fn()", "fn()").verify(Unload.NEVER)))
                .isEqualTo("compatible under `unload: never`\n");
    }

    @Test
    void identicalCopiesThatDoNotFitAreSaidToBeThatFirst() {
        Verdict verdict =
                Pair.exporting("fn() -> &'static str", "fn() -> &'static str").verify();

        assertThat(verdict.identical()).isTrue();
        assertThat(Report.text(verdict))
                .startsWith(
                        "both copies are identical; the library cannot be unloaded as described\n\nerror[RDY0301]: ");
    }

    @Test
    void copiesThatDifferAreNotSaidToBeIdentical() {
        assertThat(WRONG_ARGUMENT.verify().identical()).isFalse();
        assertThat(Report.text(WRONG_ARGUMENT.verify())).doesNotContain("identical");
    }

    @Test
    void ofManyFindingsTheFirstAreShown() {
        String exports = IntStream.range(0, 232)
                .mapToObj(i -> "f" + i + ": fn()")
                .collect(Collectors.joining(", ", "exports: {", "}\n"));
        String text = Report.text(new Pair(exports, "").verify());

        assertThat(text.lines().filter(l -> l.startsWith("error["))).hasSize(20);
        assertThat(text).contains("\nand 212 more\n");
    }

    @Test
    void findingsComeInTheOrderOfTheHostsCopy() {
        String exports = "exports: {b: fn(), a: fn(), c: fn()}\n";

        assertThat(new Pair(exports, "").verify().findings())
                .extracting(Finding::path)
                .containsExactly("export b", "export a", "export c");
    }

    @Test
    void aFunctionTypeThatDoesNotServeIsSaidOnceHoweverManyLifetimesShowIt() {
        Pair pair = Pair.exporting(
                "fn<'l>(f: &'l mut for<'z> fn(&'z u8, &'z u8), g: &'l mut for<'z> fn(&'z u8))",
                "fn<'l>(f: &'l mut fn(&'l u8, &'l u8), g: &'l mut fn(&'l u8))");

        assertThat(pair.verify(Unload.NEVER).findings())
                .extracting(Finding::code, f -> f.path().substring(0, 21))
                .containsExactly(
                        tuple(Code.NOT_GENERAL_ENOUGH, "export f, parameter f"),
                        tuple(Code.NOT_GENERAL_ENOUGH, "export f, parameter g"));
    }

    @Test
    void aBoundThatATypeLacksBecauseOfAFieldIsSaidOfTheField() {
        Pair pair = Pair.same("exports: {f: \"fn() -> T\"}\n")
                .with(
                        "types: {T: {struct: {f: \"Box<dyn Fn() + Send + 'dylib>\"}, bounds: [Send]}}\n",
                        "types: {T: {struct: {f: \"Box<dyn Fn() + 'dylib>\"}}}\n");

        assertThat(pair.verify().findings())
                .extracting(Finding::path)
                .containsExactly("export f, result, field f, Box<dyn Fn>");
    }

    @Test
    void whatWasPutInBetweenIsNamedAndNotWhatComesLast() {
        Pair pair = Pair.same("exports: {f: \"fn(e: E, s: S)\"}\n")
                .with(
                        "types: {E: {enum: {A: 0, C: 1}}, S: {struct: {a: u8, c: u8}}}\n",
                        "types: {E: {enum: {A: 0, B: 2, C: 1}}, S: {struct: {a: u8, b: u16, c: u8}}}\n");

        assertThat(pair.verify().findings())
                .extracting(Finding::message)
                .containsExactly(
                        "the plugin's `E` has a variant `B`, the host's has not",
                        "the plugin's `S` has a field `b`, the host's has not");
    }

    @Test
    void jsonHasTheSameAsText() {
        assertThat(Report.json(WRONG_ARGUMENT.verify())).isEqualTo("""
            {"verdict":"incompatible","unload":"allowed","identical":false,"findings":[{"code":"RDY0302",\
            "severity":"error","path":"export f, result","message":"the plugin gives what lives for `'b`, \
            and the host keeps it for `'a`; nobody promises `'b: 'a`",\
            "host":{"file":"host.yaml","line":5,"column":44,"length":2},\
            "plugin":{"file":"plugin.yaml","line":5,"column":44,"length":2},"chain":[\
            {"longer":"'b","shorter":"'q","why":"parameter y: the host gives it for `'b`, the plugin takes it for `'q`",\
            "host":{"file":"host.yaml","line":5,"column":33,"length":2},\
            "plugin":{"file":"plugin.yaml","line":5,"column":33,"length":2}},\
            {"longer":"'q","shorter":"'a","why":"result: the plugin gives it for `'q`, the host takes it for `'a`",\
            "host":{"file":"host.yaml","line":5,"column":44,"length":2},\
            "plugin":{"file":"plugin.yaml","line":5,"column":44,"length":2}}],\
            "help":[],"mends":[{"copy":"host","purpose":"promise `'b: 'a`","edits":[{"place":\
            {"file":"host.yaml","line":5,"column":48,"length":1},"replacement":"8 where 'b: 'a"}]},\
            {"copy":"plugin","purpose":"give what lives for `'p`","edits":[{"place":\
            {"file":"plugin.yaml","line":5,"column":44,"length":2},"replacement":"'p"}]}]}]}\
            """);
    }

    @Test
    void aSideThatTakesNoPartInAStepIsNullInJson() {
        Verdict verdict = Pair.exporting("fn<'a>(x: &'a u8)", "fn<'x>(x: &'x u8) where 'x: 'static")
                .verify();
        List<Step> chain = verdict.findings().getFirst().chain();

        assertThat(chain).last().satisfies(step -> {
            assertThat(step.host()).isEmpty();
            assertThat(step.plugin()).isPresent();
            assertThat(step.why()).isEqualTo("the plugin relies on it: `where 'x: 'static`");
        });
        assertThat(Report.json(verdict)).contains("\"host\":null,\"plugin\":{");
    }
}
