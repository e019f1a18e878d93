package org.rdylib.conformance.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.cli.Main;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code diff} says of one step after another: {@code -Drdylib.releases=20000 -Drdylib.seed=42}. */
class ReleasesTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime() & 0xffff_ffffL);
    private static final int WANTED = Integer.getInteger("rdylib.releases", 150);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;

    /** A host of the first version is served by all that follow, until one of them is major. */
    @Test
    void stepsThatAreNotMajorNeverAddUpToOneThatIs() throws IOException {
        var samples = new Samples(new SplittableRandom(SEED));
        var edits = new Edits(samples);
        int premises = 0;
        int major = 0;
        while (premises < WANTED) {
            Sample one = samples.next();
            Sample two = samples.chance(50) ? edits.less(one) : edits.edit(one);
            Sample three = edits.edit(samples.chance(50) ? two : edits.edit(two));
            if (two.equals(one) || three.equals(two)) {
                continue;
            }
            Optional<String> first = release(one, two);
            if (first.isPresent() && !first.get().equals("major")) {
                Optional<String> second = release(two, three);
                if (second.isPresent() && !second.get().equals("major")) {
                    premises++;
                    assertThat(release(one, three).orElseThrow())
                            .as(
                                    "seed %d: %s, %s%n%s%n%s%n%s",
                                    SEED, first.get(), second.get(), one.text(), two.text(), three.text())
                            .isNotEqualTo("major");
                    continue;
                }
            }
            major++;
        }
        System.out.printf(
                "seed %d: %d pairs of steps, besides %d with a major one or ill-formed%n", SEED, premises, major);
    }

    private static Optional<String> release(Sample old, Sample now) throws IOException {
        Path before = Files.writeString(folder.resolve("old.yaml"), old.text());
        Path after = Files.writeString(folder.resolve("new.yaml"), now.text());
        StringWriter out = new StringWriter();
        PrintWriter err = new PrintWriter(new StringWriter());
        Main.run(new PrintWriter(out, true), err, "diff", "--format", "json", before.toString(), after.toString());
        JsonNode said = JSON.readTree(out.toString());
        return said.has("release") ? Optional.of(said.path("release").asString()) : Optional.empty();
    }
}
