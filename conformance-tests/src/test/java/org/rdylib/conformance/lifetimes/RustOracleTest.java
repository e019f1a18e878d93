package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.lifetimes.RustPair.Line;
import org.rdylib.conformance.lifetimes.RustPair.Role;

class RustOracleTest {

    @TempDir
    Path directory;

    private static final List<Line> ACCEPTED =
            List.of(new Line(Role.FORWARDS, "fn f<'a, 'b>(x: &'a &'b u8) -> &'a u8 { x }"));
    private static final List<Line> BORROWS_TOO_LONG =
            List.of(new Line(Role.FORWARDS, "fn f<'a>(x: &'a u8) -> &'static u8 { x }"));
    private static final List<Line> ILL_TYPED =
            List.of(new Line(Role.FORWARDS, "fn f(x: fn(&'static u8)) -> fn(&u8) { x }"));

    @Test
    void anErrorOfOneKindHidesNoErrorOfAnother() {
        List<List<Line>> modules =
                List.of(ILL_TYPED, ACCEPTED, BORROWS_TOO_LONG, ILL_TYPED, BORROWS_TOO_LONG, ACCEPTED);

        assertThat(RustOracle.in(directory).accepts(modules)).containsExactly(false, true, false, false, false, true);
    }

    @Test
    void whatMustBeRefusedIsWrongWhereItIsAccepted() {
        List<Line> impossible = List.of(
                new Line(Role.IMPOSSIBLE, "fn f<'l, 'a>(x: &'static &'a u8, y: &'a &'l u8) { for_ever::<'l>(); }"));
        List<Line> possible = List.of(new Line(Role.IMPOSSIBLE, "fn f<'l>(x: &'l u8) { for_ever::<'l>(); }"));

        assertThat(RustOracle.in(directory).accepts(List.of(impossible, possible)))
                .containsExactly(false, true);
    }

    @Test
    void aMistakeInTheSceneryIsNoVerdict() {
        List<Line> wrong = List.of(new Line(Role.SUPPORT, "struct S<'a>(&'b u8);"));

        assertThatThrownBy(() -> RustOracle.in(directory).accepts(List.of(wrong)))
                .hasMessageContaining("rustc refuses what is only scenery");
    }

    /** Here rustc names the line, as it does of one that it refuses, and panics then. */
    @Test
    void aCrashIsNoRefusalAndNothingIsLostOfThePairsBesideIt() {
        var oracle = RustOracle.in(directory, List.of("-Ztreat-err-as-bug"));

        List<RustAnswer> answers = oracle.judge(List.of(ACCEPTED, ILL_TYPED, ACCEPTED));

        var accepted = new RustAnswer.Verdict(true);
        assertThat(answers).hasSize(3).startsWith(accepted).endsWith(accepted);
        assertThat(answers.get(1))
                .isInstanceOfSatisfying(
                        RustAnswer.Crash.class,
                        crash -> assertThat(crash.report())
                                .contains(ILL_TYPED.getFirst().text(), "ended with 101", "panicked at")
                                .doesNotContain(ACCEPTED.getFirst().text()));
        assertThatThrownBy(() -> oracle.accepts(List.of(ILL_TYPED))).hasMessageContaining("panicked at");
    }

    @Test
    void manyPairsAtOnceAreJudgedAsEachAlone() throws Calls.InexpressibleException {
        var oracle = RustOracle.in(directory);
        Draw draw = Draw.of(20, _ -> true);
        List<List<Line>> modules = new ArrayList<>();
        for (Pair p : draw.pairs()) {
            modules.add(RustPair.render(p.host(), p.plugin(), p.unloadable()));
        }

        assertThat(oracle.judge(modules))
                .as("seed %d", draw.seed())
                .isEqualTo(oracle.judge(modules, 1))
                .contains(new RustAnswer.Verdict(true), new RustAnswer.Verdict(false));
    }
}
