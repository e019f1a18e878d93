package org.rdylib.conformance.elision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.conformance.Tool;
import org.rdylib.conformance.elision.RandomSignatures.Signature;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Place;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.check.OtherRules;
import org.rdylib.spec.internal.DefaultBounds;

/** Were the default bounds wrong, random signatures would show it, to rustc. */
class DefaultBoundsTest {

    private static final int SIGNATURES = 3_000;

    /** Always the same ones: nothing is to fail by chance. */
    private static final List<Long> SEEDS = List.of(1L, 2L);

    static Stream<Named<DefaultBounds>> broken() {
        return Stream.of(
                Named.of(
                        "what stands behind a reference lives for ever",
                        of(DefaultBounds.STANDARD::within, (_, at) -> new Lifetime.Static(at))),
                Named.of("a reference around an owner counts", of(reference -> reference, DefaultBounds.STANDARD::of)));
    }

    private interface Within {
        Optional<Lifetime> within(Optional<Lifetime> reference);
    }

    private interface Of {
        Lifetime of(Optional<Lifetime> reference, Place at);
    }

    private static DefaultBounds of(Within within, Of of) {
        return new DefaultBounds() {
            @Override
            public Optional<Lifetime> within(Optional<Lifetime> reference) {
                return within.within(reference);
            }

            @Override
            public Lifetime of(Optional<Lifetime> reference, Place at) {
                return of.of(reference, at);
            }
        };
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenDefaultIsCaught(DefaultBounds broken, @TempDir Path folder) throws IOException {
        Tool.require("rustc");
        for (long seed : SEEDS) {
            List<String> suspects = suspects(broken, seed);
            assertThat(suspects).as("seed %d: signatures that it changes", seed).isNotEmpty();
            Files.writeString(folder.resolve("pair.rs"), Elided.RUST + suspects.getFirst());
            Tool.Run run = Tool.judge(
                    folder, "rustc", "--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "pair.rs");
            System.out.printf("seed %d: %d of %d signatures are changed%n", seed, suspects.size(), SIGNATURES);
            assertThat(run.output())
                    .as("seed %d: %s", seed, suspects.getFirst())
                    .anyMatch(l -> l.startsWith("error"));
        }
    }

    /** Signatures of which the broken rule makes something else than the right one does. */
    private static List<String> suspects(DefaultBounds broken, long seed) {
        var random = new RandomSignatures(
                RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        List<String> suspects = new ArrayList<>();
        for (int i = 0; i < SIGNATURES; i++) {
            Signature signature = random.next();
            String which = "seed " + seed;
            Optional<String> right = Elided.explicit(signature, Descriptors::read, which);
            Optional<String> wrong =
                    Elided.explicit(signature, (file, text) -> OtherRules.read(file, text, broken), which);
            if (!right.equals(wrong)) {
                suspects.add(Elided.pair(i, signature, wrong.orElseThrow()));
            }
        }
        return suspects;
    }
}
