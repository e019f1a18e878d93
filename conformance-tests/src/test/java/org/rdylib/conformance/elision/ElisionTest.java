package org.rdylib.conformance.elision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.elision.RandomSignatures.Signature;
import org.rdylib.spec.check.Descriptors;

/**
 * Elision and default object bounds are rustc's. It must refuse the same signatures for want of a lifetime; for the
 * others, the elided signature as a trait's method must accept an implementation with the explicit one, and the other
 * way round. {@code -Drdylib.seed} and {@code -Drdylib.elision.signatures} choose others, and more of them.
 */
class ElisionTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime());
    private static final int COUNT = Integer.getInteger("rdylib.elision.signatures", 600);

    private static final Pattern MISSING = Pattern.compile("error\\[E0106\\].*");
    private static final Pattern OTHER = Pattern.compile("error(\\[E\\d+\\])?: (?!aborting).*");
    private static final Pattern LINE = Pattern.compile(" *--> elision\\.rs:(\\d+):.*");

    @Test
    void elisionIsThatOfRustc(@TempDir Path folder) throws IOException {
        Tool.require("rustc");
        RandomSignatures random = new RandomSignatures(
                RandomGeneratorFactory.of("L64X128MixRandom").create(SEED));
        List<Signature> signatures = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            signatures.add(random.next());
        }
        Set<Integer> refused = refusedByRustc(folder, signatures);

        StringBuilder pairs = new StringBuilder(Elided.RUST);
        int accepted = 0;
        for (int i = 0; i < COUNT; i++) {
            Signature signature = signatures.get(i);
            Optional<String> explicit = Elided.explicit(signature, Descriptors::read, "seed " + SEED);
            assertThat(explicit.isEmpty())
                    .as("seed %d: is `%s` refused", SEED, signature.text())
                    .isEqualTo(refused.contains(i));
            if (explicit.isPresent()) {
                accepted++;
                pairs.append(Elided.pair(i, signature, explicit.get()));
            }
        }
        Files.writeString(folder.resolve("pairs.rs"), pairs);
        Tool.run(folder, "rustc", "--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "pairs.rs");

        System.out.printf(
                "elision against rustc: seed %d, %d signatures, %d accepted, %d refused%n",
                SEED, COUNT, accepted, COUNT - accepted);
        assertThat(accepted).isBetween(COUNT / 5, COUNT - COUNT / 20);
    }

    private static Set<Integer> refusedByRustc(Path folder, List<Signature> signatures) throws IOException {
        StringBuilder text = new StringBuilder(Elided.RUST);
        int first = (int) Elided.RUST.lines().count() + 1;
        for (Signature signature : signatures) {
            text.append("trait A")
                    .append(text.length())
                    .append(Elided.generics(signature))
                    .append(" { ");
            text.append(Elided.named(signature.text())).append("; }\n");
        }
        Files.writeString(folder.resolve("elision.rs"), text);
        Tool.Run run = Tool.judge(
                folder, "rustc", "--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "elision.rs");
        Set<Integer> refused = new HashSet<>();
        boolean missing = false;
        for (String line : run.output()) {
            Matcher place = LINE.matcher(line);
            if (MISSING.matcher(line).matches()) {
                missing = true;
            } else if (OTHER.matcher(line).matches()) {
                throw new AssertionError("seed " + SEED + ": " + line);
            } else if (missing && place.matches()) {
                refused.add(Integer.parseInt(place.group(1)) - first);
                missing = false;
            }
        }
        return refused;
    }
}
