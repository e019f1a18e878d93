package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.verifier.internal.Rules;

/** Were one rule wrong, the random pairs would show it. */
class SensitivityTest {

    private static final int PAIRS = 3_000;
    /** How many pairs rustc is asked about at a time. */
    private static final int ASKED = 5;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("org.rdylib.conformance.lifetimes.BrokenRules#frequent")
    void aBrokenRuleIsCaught(Rules broken) throws Calls.InexpressibleException {
        var oracle = RustOracle.in(directory);
        long seed = Long.getLong("rdylib.seed", System.nanoTime() & 0xffff_ffffL);
        var generator = new PairGenerator(new SplittableRandom(seed));
        int drawn = 0;
        int caught = 0;
        while (caught == 0 && drawn < PAIRS) {
            List<Pair> suspects = new ArrayList<>();
            while (suspects.size() < ASKED && drawn < PAIRS) {
                Pair pair = generator.next();
                drawn++;
                Verdicts.Read read = Verdicts.Read.of(pair);
                // where the broken rule changes nothing, rustc need not be asked
                if (read.isCompatible(broken) != read.isCompatible(Rules.STANDARD)) {
                    suspects.add(pair);
                }
            }
            caught = caught(oracle, suspects, broken);
        }
        System.out.printf("seed %d: %d caught among %d pairs%n", seed, caught, drawn);
        assertThat(caught).as("seed %d, among %d pairs", seed, drawn).isPositive();
    }

    private static int caught(RustOracle oracle, List<Pair> suspects, Rules broken)
            throws Calls.InexpressibleException {
        List<List<RustPair.Line>> modules = new ArrayList<>();
        for (Pair p : suspects) {
            modules.add(RustPair.render(p.host(), p.plugin(), p.unloadable()));
        }
        List<Boolean> rustc = oracle.accepts(modules);
        int caught = 0;
        for (int i = 0; i < suspects.size(); i++) {
            Pair p = suspects.get(i);
            boolean wrong = Verdicts.Read.of(p).isCompatible(broken);
            Optional<Deviation> excuse = Deviation.between(p, wrong, rustc.get(i));
            caught += wrong != rustc.get(i) && excuse.isEmpty() ? 1 : 0;
        }
        return caught;
    }
}
