package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.internal.Comparison;
import org.rdylib.verifier.internal.Policy;
import org.rdylib.verifier.internal.Rules;

/** What both copies say alike is passed over, and nothing is missed by that. */
class ShortcutTest {

    @Test
    void nothingOfRandomPairsIsMissed() {
        Draw draw = Draw.ofAll(1_000);
        for (int i = 0; i < draw.pairs().size(); i++) {
            Verdicts.Read read = Verdicts.Read.of(draw.pairs().get(i));
            String what = "seed %d, pair %d".formatted(draw.seed(), i);
            CheckedDescriptor host = read.host().value();
            Shortcut.missesNothing(host, read.plugin().value(), what);
            Shortcut.missesNothing(host, host, what);
        }
    }

    /** Declarations that name one another, of which an edit or two are in the plugin's copy only. */
    @Test
    void nothingOfBoundariesThatAreMostlyAlikeIsMissed() {
        long seed = Long.getLong("rdylib.seed", System.nanoTime() & 0xffff_ffffL);
        var webs = new Webs(new SplittableRandom(seed));
        int wanted = Integer.getInteger("rdylib.pairs", 2_000);
        int drawn = 0;
        int compatible = 0;
        while (drawn < wanted) {
            Webs.Pair pair = webs.next();
            Optional<CheckedDescriptor> host = read("host.yaml", pair.host());
            Optional<CheckedDescriptor> plugin = read("plugin.yaml", pair.plugin());
            if (host.isPresent() && plugin.isPresent()) {
                drawn++;
                Shortcut.missesNothing(
                        host.get(),
                        plugin.get(),
                        "seed %d, web %d%n%s%n%s".formatted(seed, drawn, pair.host(), pair.plugin()));
                compatible += fits(host.get(), plugin.get()) ? 1 : 0;
            }
        }
        System.out.printf("seed %d: %d webs, %d of them fit where the library may go%n", seed, drawn, compatible);
        assertThat(compatible).isBetween(drawn / 10, drawn * 9 / 10);
    }

    private static Optional<CheckedDescriptor> read(String file, String text) {
        return Descriptors.read(file, text).descriptor();
    }

    private static boolean fits(CheckedDescriptor host, CheckedDescriptor plugin) {
        return Comparison.compareAll(
                        Copy.of(Side.HOST, host),
                        Copy.of(Side.PLUGIN, plugin),
                        Policy.UNLOADABLE,
                        Target.X86_64_LINUX_GNU,
                        Rules.STANDARD)
                .differences()
                .isEmpty();
    }
}
