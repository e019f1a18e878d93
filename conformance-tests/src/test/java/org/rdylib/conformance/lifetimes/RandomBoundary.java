package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;

/** Random descriptors, for those that generate something of them: the sides of the pairs that the verifier is tried with. */
public final class RandomBoundary {

    private RandomBoundary() {}

    /**
     * That many descriptors as text, half of them with futures where they can have them; the library of each is called
     * {@code sample} and its number.
     */
    public static List<String> texts(RandomGenerator random, int count) {
        var pairs = new PairGenerator(random);
        List<String> texts = new ArrayList<>();
        while (texts.size() < count) {
            Pair pair = pairs.next();
            for (Descriptor side : List.of(pair.host(), WithFutures.in(pair.plugin(), random))) {
                String text = text(side, texts.size());
                texts.add(isWellFormed(text) ? text : text(pair.plugin(), texts.size()));
            }
        }
        return List.copyOf(texts.subList(0, count));
    }

    private static String text(Descriptor descriptor, int number) {
        return Notation.descriptor(descriptor).replaceFirst("library: .*", "library: sample" + number);
    }

    private static boolean isWellFormed(String text) {
        return Descriptors.read("random.yaml", text, List.of(Target.X86_64_LINUX_GNU))
                .descriptor()
                .isPresent();
    }
}
