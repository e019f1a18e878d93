package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.conformance.lifetimes.FiniteModel.Answer;
import org.rdylib.verifier.internal.Rules;

/** Were one rule wrong, the random pairs would show it, to rustc or to the finite model. */
class SensitivityTest {

    private static final int PAIRS = 3_000;
    /** How many pairs the judges are asked about at a time. */
    private static final int ASKED = 4;

    private static final FiniteModel.Effort EFFORT = new FiniteModel.Effort(4, 500_000);

    @TempDir
    Path directory;

    /** A pair and what the verifier says of it. */
    private record Judged(Pair pair, Verdicts.Read read, boolean standard) {

        boolean hasBinder() {
            return Binders.in(pair.host()) || Binders.in(pair.plugin());
        }
    }

    /** The pairs of one seed. */
    private record Series(long seed, List<Judged> judged) {

        static Series of(long seed) {
            Draw draw = Draw.of(PAIRS, _ -> true, seed);
            return new Series(
                    draw.seed(),
                    draw.pairs().stream()
                            .map(p -> {
                                var read = Verdicts.Read.of(p);
                                return new Judged(p, read, read.isCompatible(Rules.STANDARD));
                            })
                            .toList());
        }
    }

    private static List<Series> all = List.of();

    /** Always the same pairs, so that nothing fails by chance: the rarest mistakes show in three of 3,000. */
    @BeforeAll
    static void draw() {
        all = Stream.of(1L, 2L).map(Series::of).toList();
    }

    @ParameterizedTest
    @MethodSource("org.rdylib.conformance.lifetimes.BrokenRules#ofLifetimes")
    void aBrokenRuleIsCaught(Rules broken) throws Calls.InexpressibleException {
        var oracle = RustOracle.in(directory);
        for (Series series : all) {
            isCaught(broken, series, oracle);
        }
    }

    private static void isCaught(Rules broken, Series series, RustOracle oracle) throws Calls.InexpressibleException {
        // where the broken rule changes nothing, nobody need be asked
        List<Judged> suspects = series.judged().stream()
                .filter(j -> j.read().isCompatible(broken) != j.standard())
                // rustc is quicker to ask than the model
                .sorted(Comparator.comparing(Judged::hasBinder))
                .toList();
        int caught = 0;
        int asked = 0;
        var needless = new NeedlessRefusals(PAIRS);
        while (caught == 0 && !needless.areTooMany() && asked < suspects.size()) {
            List<Judged> next = suspects.subList(asked, Math.min(suspects.size(), asked + ASKED));
            asked += next.size();
            caught += caught(oracle, next, needless);
        }
        System.out.printf(
                "seed %d: %d suspects, %d caught and %s among the first %d%n",
                series.seed(), suspects.size(), caught, needless, asked);
        assertThat(caught > 0 || needless.areTooMany())
                .as("caught; seed %d, %d suspects, %s", series.seed(), suspects.size(), needless)
                .isTrue();
    }

    /** Where there is a {@code for<'z>}, of which rustc knows less, the model is asked. */
    private static int caught(RustOracle oracle, List<Judged> suspects, NeedlessRefusals needless)
            throws Calls.InexpressibleException {
        int caught = 0;
        List<Judged> plain = new ArrayList<>();
        List<List<RustPair.Line>> modules = new ArrayList<>();
        for (Judged j : suspects) {
            Pair p = j.pair();
            boolean wrong = !j.standard();
            if (j.hasBinder()) {
                Answer model = FiniteModel.judge(p, EFFORT);
                caught += wrong && (model == Answer.FAILS || model == Answer.IMPOSSIBLE) ? 1 : 0;
                if (!wrong && model == Answer.HOLDS) {
                    needless.add();
                }
            } else {
                plain.add(j);
                modules.add(RustPair.render(p.host(), p.plugin(), p.unloadable()));
            }
        }
        List<RustAnswer> rustc = modules.isEmpty() ? List.of() : oracle.judge(modules);
        for (int i = 0; i < plain.size(); i++) {
            boolean broken = !plain.get(i).standard();
            caught += rustc.get(i) instanceof RustAnswer.Verdict verdict && verdict.accepts() != broken ? 1 : 0;
        }
        return caught;
    }
}
