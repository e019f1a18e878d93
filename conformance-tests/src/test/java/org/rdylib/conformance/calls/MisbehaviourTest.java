package org.rdylib.conformance.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.spec.Export;

/**
 * What no value of a type allows, in any place of any value that a plugin hands to Java, is an error that names the place:
 * a {@code bool} of 2, a {@code char} of 0xD800, a tag that no variant has, text that is not UTF-8, a null pointer. {@code
 * -Drdylib.seed} and {@code -Drdylib.signatures} choose other boundaries, and more of them.
 */
class MisbehaviourTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int SIGNATURES = Integer.getInteger("rdylib.signatures", 60);
    private static final int AT_ONCE = 60;
    private static final int OF_EACH = 20;

    // What is loaded stays loaded.
    @TempDir(cleanup = CleanupMode.NEVER)
    Path folder;

    @Test
    void ofAPluginIsAnErrorThatNamesThePlace() throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        Map<String, Integer> counts = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        for (int done = 0; done < SIGNATURES; done += AT_ONCE) {
            RandomBoundary boundary = new RandomBoundary(random, 20, Math.min(AT_ONCE, SIGNATURES - done));
            Host host = Trial.host(boundary.ofHost(), boundary.ofPlugin(), Side.C, folder.resolve("b" + done), t -> t);
            for (Export export : host.exports()) {
                List<Spoiling> spoilings = new ArrayList<>(Spoiling.of(host.data(), export));
                Collections.shuffle(spoilings, new Random(SEED));
                for (Spoiling spoiling : spoilings.subList(0, Math.min(OF_EACH, spoilings.size()))) {
                    check(host, export, spoiling, missed);
                    counts.merge(spoiling.message().replaceAll(" of (?!Option|Result).*", ""), 1, Integer::sum);
                }
            }
        }
        System.out.printf("misbehaviour of plugins in C: seed %d, %s%n", SEED, counts);
        assertThat(missed).as("seed %d, %s", SEED, folder).isEmpty();
        assertThat(counts).hasSize(7);
    }

    private static void check(Host host, Export export, Spoiling spoiling, List<String> missed) {
        Host.Misbehaviour came = host.misbehave(export, spoiling.what());
        String message = String.valueOf(came.thrown().getMessage());
        if (came.times() == 0) {
            missed.add(spoiling + ": the plugin did nothing, and " + came.thrown());
        } else if (!(came.thrown() instanceof InvalidValueException)
                || !message.startsWith(spoiling.place())
                || !message.contains(spoiling.message())) {
            missed.add(spoiling + ": " + came.thrown());
        }
        came.reports().stream()
                .filter(r -> spoiling.isKnown() || !r.isLeak())
                .forEach(r -> missed.add(spoiling + ": " + r));
    }
}
