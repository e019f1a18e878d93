package org.rdylib.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

/** What is told of calls that can, or cannot, go to a process of their own. Which they are is in the conformance cases. */
class IsolationTest {

    private static Verdict isolated(String body) {
        return Pair.same(body).verify(Unload.ISOLATED);
    }

    @Test
    void thePathLeadsToThePointerByTheShortestWay() {
        Verdict verdict = isolated("""
            types:
              Row<'a>: {struct: {name: "&'a str", long: "&'a Far<'a>", cell: "&'a Cell"}}
              Far<'a>: {struct: {cell: "&'a Cell"}}
              Cell: {enum: {Empty: , Call: "(u8, (fn() -> u8) + 'dylib)"}}
            exports: {f: "fn(row: &Row<'_>)"}
            """);

        assertThat(verdict.findings()).singleElement().satisfies(f -> {
            assertThat(f.code().id()).isEqualTo("RDY0502");
            assertThat(f.path()).isEqualTo("export f, parameter row, `Row`, field cell, `Cell`, variant Call, field 1");
            assertThat(f.message()).contains("`fn`", "an address of code");
        });
    }

    @Test
    void whatOneCopyAloneDeclaresIsInNobodysWay() {
        String both = """
            types:
              Both: {struct: {x: u8}}
            exports: {f: "fn(x: Both)"}
            """;
        String more = both.replace("exports", "  Alone: {struct: {x: u8}, evolves: append}\nexports");

        assertThat(new Pair(both, more).verify(Unload.ISOLATED).isolable()).containsExactly("export f");
        assertThat(new Pair(more, both).verify(Unload.ISOLATED).isolable()).containsExactly("export f");
    }

    /** Where a lifetime may stand more than once. */
    @Test
    void whatIsWrittenIsOverUnlessSomethingMayKeepIt() {
        Verdict verdict = isolated("""
            types:
              Tied<'a, 'b>: {struct: {x: "&'a mut u8", y: "&'b &'a u8"}}
              Pair<'a>: {struct: {x: "&'a mut u8", y: "&'a mut u8"}}
              Swapped<'a, 'b>: {struct: {x: "&'a u8", next: "Option<Box<Swapped<'b, 'a>>>", y: "&'b mut u8"}}
              Odd<'a>: {opaque: {}}
              Once<'a>: {struct: {x: "&'a mut u8"}}
              Listed<'a>: {struct: {x: "Vec<Once<'a>>"}}
            interfaces: {I<'x>: {methods: {m: "fn<'m>(&'m self, x: &'m mut u8)", n: "fn(&self, x: &'x mut u8)"}}}
            exports:
              tied: "fn(x: Tied<'_, '_>)"
              tiedToOneThatStandsTwice: "fn<'b>(x: Tied<'_, 'b>, y: &'b u8)"
              tiedToOneThatIsKept: "fn<'b>(x: Tied<'_, 'b>, y: &mut &'b u8)"
              tiedTwice: "fn<'b, 'c>(x: Tied<'_, 'b>, y: Tied<'b, 'c>) -> &'c u8"
              tiedToItself: "fn<'a>(x: Tied<'a, 'a>)"
              writtenByWayOf: "fn(x: &mut Tied<'_, '_>)"
              readByWayOf: "fn(x: &Tied<'_, '_>) -> u8"
              pair: "fn(x: Pair<'_>)"
              pairToBeChanged: "fn(x: &mut Pair<'_>)"
              swapped: "fn(x: Swapped<'_, '_>)"
              swappedBehind: "fn(x: &mut Swapped<'_, '_>)"
              odd: "fn<'a>(x: &'a mut u8, y: &Odd<'a>)"
              listed: "fn(x: &mut Listed<'_>)"
              listedAndMore: "fn<'a>(x: &mut Listed<'a>, y: Once<'a>)"
              object: "fn() -> Box<dyn I<'dylib> + 'dylib>"
            """);

        assertThat(verdict.isolable())
                .containsExactly(
                        "export listed",
                        "export object",
                        "export pair",
                        "export readByWayOf",
                        "export swapped",
                        "export tied",
                        "export tiedToItself",
                        "export tiedToOneThatStandsTwice");
    }

    @Test
    void thePathGoesThroughClosures() {
        Verdict verdict = isolated("exports: {f: \"fn(visit: &mut dyn FnMut(u8) -> Arc<u8>)\"}\n");

        assertThat(verdict.findings())
                .singleElement()
                .satisfies(f -> assertThat(f.path()).isEqualTo("export f, parameter visit, dyn FnMut, result"));
    }

    @Test
    void eachArgumentThatCannotBeCopiedIsNamedAndSoIsEachCallThatCan() {
        Verdict verdict = isolated("""
            interfaces: {I: {methods: {good: "fn(&self, x: &str)", bad: "fn(&self, x: Arc<u8>)"}}}
            exports:
              good: "fn() -> Box<dyn I + 'dylib>"
              bad: "fn(x: Arc<u8>, y: u8, z: Arc<u8>)"
            imports: {log: "fn(x: &str)"}
            """);

        assertThat(verdict.findings())
                .extracting(Finding::path)
                .containsExactlyInAnyOrder(
                        "export bad, parameter x",
                        "export bad, parameter z",
                        "export good, result, Box<dyn I>, method bad, parameter x");
        assertThat(verdict.isolable()).containsExactly("export good", "import log", "method I::good");
        assertThat(Report.text(verdict))
                .contains("these calls can go to a process of its own: export good, import log, method I::good\n")
                .contains("both copies are identical; the library cannot live in a process of its own as described");
        assertThat(Report.json(verdict)).contains("\"isolable\":[\"export good\",\"import log\",\"method I::good\"]");
    }

    @Test
    void underOtherPoliciesNothingIsSaidOfCallsThatCouldBeIsolated() {
        Verdict verdict =
                Pair.same("exports: {f: \"fn(x: Arc<u8>)\", g: fn()}\n").verify(Unload.ALLOWED);

        assertThat(verdict.isCompatible()).isTrue();
        assertThat(verdict.isolable()).isEmpty();
        assertThat(Report.json(verdict)).doesNotContain("isolable");
    }

    @Test
    void whatIsWrittenAfterTheCallIsToldFromWhatIsHandedOut() {
        Verdict verdict = isolated("exports: {f: \"fn<'a>(x: &'a mut u8) -> &'a mut u8\"}\n");

        assertThat(verdict.findings())
                .extracting(Finding::path, f -> f.help().getFirst())
                .containsExactlyInAnyOrder(
                        tuple(
                                "export f, parameter x",
                                "let its lifetime stand nowhere else in the signature and its types, so that it is over"
                                        + " with the call"),
                        tuple("export f, result", "give the value, or an object that changes it"));
    }
}
