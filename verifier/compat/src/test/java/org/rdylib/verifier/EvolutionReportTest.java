package org.rdylib.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings about copies of different age name the side that they are about, and what each side says. */
class EvolutionReportTest {

    private static final String TAKES = "exports: {f: \"fn(x: &T)\"}\n";

    private static Finding only(String host, String plugin) {
        Verdict verdict = new Pair(TAKES + host, TAKES + plugin).verify(Unload.NEVER);
        assertThat(verdict.findings()).hasSize(1);
        return verdict.findings().getFirst();
    }

    @Test
    void theSideIsNamedWhoseCopyMayGrow() {
        String frozen = "types: {T: {struct: {a: u8}}}";
        String growing = "types: {T: {struct: {a: u8}, evolves: append}}";

        assertThat(only(growing, frozen).message()).contains("is `evolves: append` in the host's copy only");
        assertThat(only(frozen, growing).message()).contains("is `evolves: append` in the plugin's copy only");
    }

    @Test
    void bothStoragesAreTold() {
        String none = "types: {T: {enum: {A: 0}, evolves: append}}";
        String some = "types: {T: {enum: {A: 0, B: \"(u8)\"}, evolves: append, storage: 32}}";
        String more = some.replace("32", "64");

        assertThat(only(some, more).message())
                .isEqualTo("`T` has `storage: 32` in the host's copy and `storage: 64` in the plugin's");
        assertThat(new Pair(TAKES + none, TAKES + some).verify(Unload.NEVER).findings())
                .extracting(Finding::message)
                .contains("`T` has no `storage:` in the host's copy and `storage: 32` in the plugin's");
    }

    @Test
    void aFieldWithoutADefaultIsWrittenOutWithTheTypeThatItHas() {
        String old = "types: {T: {struct: {a: u8}, evolves: append}}";
        String now = """
            types:
              T:
                struct:
                  a: u8
                  b: "Option<Box<u32>>"
                evolves: append
            """;

        assertThat(only(old, now).help())
                .anySatisfy(help -> assertThat(help).contains("`b: {type: \"Option<Box<u32>>\", default: …}`"));
    }

    /** Whichever side gives the reference. */
    @ParameterizedTest
    @ValueSource(strings = {"fn(x: &mut T)", "fn() -> &'static mut T"})
    void theNewerCopyOfWhatIsOverwrittenIsNamed(String signature) {
        String old = "types: {T: {struct: {a: u8}, evolves: append}}";
        String now = "types: {T: {struct: {a: u8, b: {type: u8, default: 1}}, evolves: append}}";
        Pair pair = Pair.exporting(signature, signature);

        assertThat(pair.with(old, now).verify(Unload.NEVER).findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("the plugin's `T` is newer; where the host overwrites it");
        assertThat(pair.with(now, old).verify(Unload.NEVER).findings())
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("the host's `T` is newer; where the plugin overwrites it");
    }

    /** Without the claim the type would still be counted on to be it. */
    @Test
    void ofWhatMayGrowNoClaimIsToBeLeftOutThatHoldsWithoutOne() {
        String claims = "types: {T: {enum: {A: \"(u8)\"}, evolves: append, storage: 32, bounds: [%s]}}";
        String none = "types: {T: {enum: {A: \"(u8)\", B: \"(&'static mut Box<dyn FnMut() + Sync>)\"},"
                + " evolves: append, storage: 32}}";

        Pair send = Pair.exporting("fn() -> T", "fn() -> T").with(claims.formatted("Send"), none);
        Pair portable = Pair.exporting("fn() -> T", "fn() -> T")
                .with(claims.formatted("Portable"), none.replace("Sync", "Sync + Send"));

        assertThat(send.verify(Unload.NEVER).findings())
                .singleElement()
                .satisfies(f -> assertThat(f.help())
                        .containsExactly("in the plugin's copy, add only what is `Send`; `bounds: [Send]` has the"
                                + " checker see to it"));
        assertThat(portable.verify(Unload.NEVER).findings())
                .singleElement()
                .satisfies(f -> assertThat(f.help()).containsExactly("in the host's copy, leave the claim out"));
        assertThat(new Pair(portable.host().replace(", bounds: [Portable]", ""), portable.plugin())
                        .verify(Unload.NEVER)
                        .isCompatible())
                .isTrue();
    }

    /** The side that has more bounds would not help: it has them already. */
    @Test
    void behindAMutableReferenceTheSameBoundsAreAsked() {
        Pair pair = Pair.exporting("fn(x: &mut Box<dyn Fn() + Send>)", "fn(x: &mut Box<dyn Fn()>)");

        assertThat(pair.verify(Unload.NEVER).findings())
                .singleElement()
                .satisfies(f -> assertThat(f.help()).containsExactly("write the same bounds in both copies"));
    }
}
