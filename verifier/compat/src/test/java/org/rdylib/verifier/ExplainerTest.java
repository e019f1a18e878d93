package org.rdylib.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rdylib.spec.Edit;

/** What a finding about lifetimes says, beside its code. */
class ExplainerTest {

    private static Finding only(Pair pair) {
        assertThat(pair.verify().findings()).hasSize(1);
        return pair.verify().findings().getFirst();
    }

    @Test
    void theOneWhoCallsIsAskedForThePromise() {
        String longer = "fn<'a, 'b>(x: &'a u8, y: &'b u8) -> &'a u8";
        String wrong = "fn<'p, 'q>(x: &'p u8, y: &'q u8) -> &'q u8";

        assertThat(only(Pair.exporting(longer, wrong)).inHost().value())
                .extracting(Mend::purpose)
                .containsExactly("promise `'b: 'a`");
        assertThat(only(Pair.importing(wrong, longer)).inPlugin().value())
                .extracting(Mend::purpose)
                .containsExactly("promise `'b: 'a`");
    }

    @Test
    void whatEndsWithTheLibraryIsMendedByTheHostOrByKeepingTheLibrary() {
        Finding finding = only(Pair.exporting("fn() -> &'static str", "fn() -> &'static str"));

        assertThat(finding.message())
                .contains("the plugin gives what lives for `'dylib`", "the host keeps it for `'static`");
        assertThat(finding.inHost().value()).extracting(Mend::purpose).containsExactly("keep it only for `'dylib`");
        assertThat(finding.inPlugin().value()).isEmpty();
        assertThat(finding.help()).containsExactly("or load the library with `unload: never`");
    }

    /** Every lifetime parameter carries {@code where 'dylib: 'a}, so that {@code 'a: 'static} would promise the rest. */
    @Test
    void whatAPromiseWouldBringWithItIsNotAskedForToo() {
        String wanted = "fn<'a>(x: &'a u8) where 'a: 'static";

        assertThat(only(Pair.importing(wanted, "fn<'a>(x: &'a u8)")).message())
                .startsWith("the host relies on `'a: 'static`");
        assertThat(only(Pair.importing(wanted, wanted)).message()).startsWith("the host relies on `'dylib: 'static`");
        assertThat(Pair.importing("fn<'a>(x: &'a u8, y: &'a u8) where 'a: 'static", "fn<'b, 'c>(x: &'b u8, y: &'c u8)")
                        .verify()
                        .findings())
                .as("two promises, neither of which brings the other")
                .hasSize(2);
    }

    @Test
    void aClosureThatIsNotGeneralEnoughIsTheOneToMend() {
        Finding finding = only(Pair.exporting(
                "fn<'a>(t: &'a str, v: &mut dyn FnMut(&'a str))", "fn(t: &str, v: &mut dyn FnMut(&str))"));

        assertThat(finding.code().id()).isEqualTo("RDY0304");
        assertThat(finding.message())
                .startsWith("the host's function type does not serve for every call that the plugin's allows");
        assertThat(finding.help())
                .first()
                .asString()
                .startsWith("make the host's function type as general as the plugin's");
    }

    @Test
    void thePathLeadsFromTheBoundaryToTheLeaf() {
        String declarations = """
            types:
              Event<'s>: {struct: {text: "&'s str", note: "&'static str"}}
            interfaces:
              Events<'s>: {methods: {next: "fn(&mut self) -> Option<Event<'s>>"}}
            """;
        String parse = "fn<'s>(x: &'s str) -> Box<dyn Events<'s> + 's>";

        assertThat(only(Pair.exporting(parse, parse).with(declarations)).path())
                .isEqualTo("export f, result, Box<dyn Events>, method next, result, field note");
    }

    @Test
    void aLifetimeWithoutANameIsSaidToBeThat() {
        Finding finding = only(Pair.exporting("fn(x: &u8, y: &mut &u8)", "fn<'p>(x: &'p u8, y: &mut &'p u8)"));

        assertThat(finding.inHost().value()).extracting(Mend::purpose).containsExactly("promise `'a: 'b`");
    }

    @Test
    void aBoundThatIsLeftOutIsToBeWritten() {
        Finding finding = only(Pair.exporting("fn() -> Box<dyn Fn(u8)>", "fn() -> Box<dyn Fn(u8)>"));

        assertThat(finding.inHost().value())
                .flatExtracting(Mend::edits)
                .extracting(Edit::replacement)
                .containsExactly("dyn Fn(u8) + 'dylib");
    }

    /** There is no {@code where} in a type's declaration. */
    @Test
    void aTypeIsNotAskedForAWhere() {
        Finding finding = only(Pair.exporting("fn(x: &C<'_, '_>)", "fn(x: &C<'_, '_>)")
                .with(
                        "types: {\"C<'a, 'b>\": {struct: {x: \"&'a u8\", y: \"&'a u8\", z: \"&'b u8\"}}}\n",
                        "types: {\"C<'a, 'b>\": {struct: {x: \"&'a u8\", y: \"&'b u8\", z: \"&'b u8\"}}}\n"));

        assertThat(finding.code().id()).isEqualTo("RDY0302");

        assertThat(finding.help()).noneSatisfy(h -> assertThat(h).contains("where"));
    }
}
