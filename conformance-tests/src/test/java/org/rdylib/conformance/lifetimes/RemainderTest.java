package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.rdylib.conformance.lifetimes.Remainders.Judged;
import org.rdylib.spec.canonical.CanonicalForm;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.verifier.Unload;

/** What both copies say alike is left out of both, and nothing is decided otherwise by that. */
class RemainderTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime() & 0xffff_ffffL);

    @Test
    void whatIsLeftOfRandomPairsIsJudgedAsTheWhole() {
        Draw draw = Draw.ofAll(1_000);
        for (int i = 0; i < draw.pairs().size(); i++) {
            Verdicts.Read read = Verdicts.Read.of(draw.pairs().get(i));
            String what = "seed %d, pair %d".formatted(draw.seed(), i);
            Remainders.areJudgedAsTheWhole(read.host().value(), read.plugin().value(), what);
        }
    }

    @Test
    void whatIsLeftOfBoundariesThatAreMostlyAlikeIsJudgedAsTheWhole() {
        var webs = new Webs(new SplittableRandom(SEED));
        int wanted = Integer.getInteger("rdylib.pairs", 1_000);
        int drawn = 0;
        while (drawn < wanted) {
            Webs.Pair pair = webs.next();
            Optional<CheckedDescriptor> host = read(pair.host());
            Optional<CheckedDescriptor> plugin = read(pair.plugin());
            if (host.isPresent() && plugin.isPresent()) {
                drawn++;
                String what = "seed %d, web %d%n%s%n%s".formatted(SEED, drawn, pair.host(), pair.plugin());
                Remainders.areJudgedAsTheWhole(host.get(), plugin.get(), what);
            }
        }
    }

    /** Declarations of every kind, of which the plugin's have been edited: many of these are ill-formed, or do not fit. */
    @Test
    void nothingIsAcceptedOfAnyTextThatTheWholeIsRefusedFor() {
        var random = new SplittableRandom(SEED);
        var mixtures = new Mixtures(random);
        int wanted = Integer.getInteger("rdylib.pairs", 3_000);
        Map<Judged, Integer> counted = new EnumMap<>(Judged.class);
        int drawn = 0;
        while (drawn < wanted) {
            String text = mixtures.next();
            Optional<CheckedDescriptor> host = read(text);
            if (host.isEmpty()) {
                continue;
            }
            String canonical = CanonicalForm.bindingOf(host.get());
            for (int i = 0; i < 5; i++) {
                byte[] plugin = mixtures.edited(canonical).getBytes(StandardCharsets.UTF_8);
                byte[] given = random.nextInt(5) == 0 ? mixtures.spoilt(plugin) : plugin;
                for (Unload unload : Unload.values()) {
                    if (Remainders.fits(host.get(), host.get(), unload)) {
                        drawn++;
                        String what = "seed %d, mixture %d%n%s".formatted(SEED, drawn, canonical);
                        counted.merge(Remainders.judged(host.get(), given, unload, what), 1, Integer::sum);
                    }
                }
            }
        }
        System.out.printf("seed %d: of %d edited boundaries %s%n", SEED, drawn, counted);
        assertThat(counted.get(Judged.ACCEPTED)).isGreaterThan(drawn / 10);
        assertThat(counted.get(Judged.REFUSED)).isGreaterThan(drawn / 10);
        // one that is written unusually, or of which an export that is alike is missing what it leads to
        assertThat(counted.getOrDefault(Judged.ACCEPTED_LATE, 0)).isLessThan(drawn / 50);
    }

    private static Optional<CheckedDescriptor> read(String text) {
        return Descriptors.read("mix.yaml", text).descriptor();
    }
}
