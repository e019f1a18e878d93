package org.rdylib.conformance.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every byte of every value arrives in its place, and nothing else does: in random signatures and in those of abi-cafe,
 * called from Java into C and into Rust and back. {@code -Drdylib.seed} and {@code -Drdylib.signatures} choose others,
 * and more of them; with 2,000 and more, all of abi-cafe's.
 */
class CallsTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int SIGNATURES = Integer.getInteger("rdylib.signatures", 100);
    private static final int ENOUGH_FOR_ALL = 2000;
    private static final int AT_ONCE = 60;

    // What is loaded stays loaded.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    @ParameterizedTest
    @EnumSource
    void valuesOfRandomSignaturesAreInTheirPlaces(Side side) throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        Trial all = new Trial(List.of(), 0, 0);
        for (int done = 0; done < SIGNATURES && all.found().isEmpty(); done += AT_ONCE) {
            RandomBoundary boundary = new RandomBoundary(random, 20, Math.min(AT_ONCE, SIGNATURES - done));
            all = all.and(Trial.of(boundary, side, folder.resolve("b" + done)));
        }
        report("random signatures", side, all);
    }

    @ParameterizedTest
    @EnumSource
    void valuesOfTheShapesOfAbiCafeAreInTheirPlaces(Side side) throws Exception {
        List<Shapes.Function> functions = new ArrayList<>(Shapes.functions());
        if (SIGNATURES < ENOUGH_FOR_ALL) {
            Collections.shuffle(functions, new Random(SEED));
            functions = functions.subList(0, SIGNATURES / 2);
        }
        Trial all = new Trial(List.of(), 0, 0);
        for (int done = 0; done < functions.size() && all.found().isEmpty(); done += AT_ONCE) {
            String text = Shapes.descriptor(functions.subList(done, Math.min(done + AT_ONCE, functions.size())));
            all = all.and(Trial.of(text, side, folder.resolve("s" + done), t -> t));
        }
        report("shapes of abi-cafe", side, all);
    }

    private static void report(String what, Side side, Trial all) {
        System.out.printf(
                "calls between Java and %s, %s: seed %d, %d signatures, %d values%n",
                side, what, SEED, all.signatures(), all.values());
        assertThat(all.found()).as("seed %d", SEED).isEmpty();
    }
}
