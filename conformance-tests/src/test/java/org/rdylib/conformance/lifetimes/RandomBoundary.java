package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rdylib.spec.Descriptor;

/** Random descriptors, for those that generate something of them: the sides of the pairs that the verifier is tried with. */
public final class RandomBoundary {

    private RandomBoundary() {}

    /** That many descriptors as text; the library of each is called {@code sample} and its number. */
    public static List<String> texts(RandomGenerator random, int count) {
        var pairs = new PairGenerator(random);
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            Pair pair = pairs.next();
            for (Descriptor side : List.of(pair.host(), pair.plugin())) {
                texts.add(Notation.descriptor(side).replaceFirst("library: .*", "library: sample" + texts.size()));
            }
        }
        return List.copyOf(texts.subList(0, count));
    }
}
