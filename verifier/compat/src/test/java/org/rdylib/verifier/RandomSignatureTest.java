package org.rdylib.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What must be so of every pair, tried on random ones. The seed is in every message. */
class RandomSignatureTest {

    private static final long SEED = Long.getLong("rdylib.seed", 20_261_120);
    private static final int PAIRS = Integer.getInteger("rdylib.pairs", 300);

    private static final List<String> NAMES = List.of("'a", "'b", "'c");

    private static boolean fits(String host, String plugin, Unload unload) {
        return Pair.exporting(host, plugin)
                .with(RandomSignature.DECLARATIONS)
                .verify(unload)
                .isCompatible();
    }

    private static List<String> some(Random random) {
        return NAMES.subList(0, 1 + random.nextInt(NAMES.size()));
    }

    private static String because(int i, String host, String plugin) {
        return "seed " + SEED + ", pair " + i + ":\n  " + host + "\n  " + plugin;
    }

    @Test
    void everySignatureFitsItselfWhereTheLibraryStays() {
        Random random = new Random(SEED);
        for (int i = 0; i < PAIRS; i++) {
            List<String> names = some(random);
            String both = RandomSignature.of(random.nextLong(), random.nextLong(), names, names, List.of());
            Verdict exported = Pair.exporting(both, both)
                    .with(RandomSignature.DECLARATIONS)
                    .verify(Unload.NEVER);
            Verdict imported = Pair.importing(both, both)
                    .with(RandomSignature.DECLARATIONS)
                    .verify(Unload.NEVER);

            int number = i;
            assertThat(exported.findings())
                    .as(() -> because(number, both, both) + Report.text(exported))
                    .isEmpty();
            assertThat(imported.findings())
                    .as(() -> because(number, both, both) + Report.text(imported))
                    .isEmpty();
        }
    }

    @Test
    void theNamesAndTheOrderOfLifetimesChangeNothing() {
        Random random = new Random(SEED + 1);
        int fitting = 0;
        for (int i = 0; i < PAIRS; i++) {
            List<String> names = some(random);
            List<String> others = List.of("'x", "'y", "'w").subList(0, names.size());
            long structure = random.nextLong();
            long one = random.nextLong();
            long two = random.nextBoolean() ? one : random.nextLong();
            String host = RandomSignature.of(structure, one, names, names, List.of());
            String plugin = RandomSignature.of(structure, two, names, names, List.of());
            String renamed = RandomSignature.of(structure, two, others, others.reversed(), List.of());

            boolean fits = fits(host, plugin, Unload.ALLOWED);
            fitting += fits ? 1 : 0;
            assertThat(fits(host, renamed, Unload.ALLOWED))
                    .as(because(i, host, plugin))
                    .isEqualTo(fits);
        }
        assertThat(fitting).as("pairs that fit, seed " + SEED).isBetween(PAIRS / 20, PAIRS * 19 / 20);
    }

    @Test
    void aHostThatPromisesMoreNeverFitsLess() {
        Random random = new Random(SEED + 2);
        int mended = 0;
        for (int i = 0; i < PAIRS; i++) {
            long structure = random.nextLong();
            long one = random.nextLong();
            long two = random.nextBoolean() ? one : random.nextLong();
            String host = RandomSignature.of(structure, one, NAMES, NAMES, List.of());
            String plugin = RandomSignature.of(structure, two, NAMES, NAMES, List.of());
            List<String> more = List.of(
                    NAMES.get(random.nextInt(3)) + ": " + NAMES.get(random.nextInt(3)),
                    NAMES.get(random.nextInt(3)) + ": " + NAMES.get(random.nextInt(3)));
            String promising = RandomSignature.of(structure, one, NAMES, NAMES, more);

            boolean before = fits(host, plugin, Unload.NEVER);
            boolean after = fits(promising, plugin, Unload.NEVER);
            mended += !before && after ? 1 : 0;
            assertThat(after || !before).as(because(i, promising, plugin)).isTrue();
        }
        assertThat(mended).as("pairs that a promise has mended, seed " + SEED).isPositive();
    }

    @Test
    void whatFitsWhereTheLibraryMayGoFitsWhereItStays() {
        Random random = new Random(SEED + 3);
        for (int i = 0; i < PAIRS; i++) {
            long structure = random.nextLong();
            String host = RandomSignature.of(structure, random.nextLong(), NAMES, NAMES, List.of());
            String plugin = RandomSignature.of(structure, random.nextLong(), NAMES, NAMES, List.of());

            if (fits(host, plugin, Unload.ALLOWED)) {
                assertThat(fits(host, plugin, Unload.NEVER))
                        .as(because(i, host, plugin))
                        .isTrue();
            }
        }
    }
}
