package org.rdylib.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
