package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A series of random pairs and the seed that makes it again: {@code -Drdylib.pairs=20000 -Drdylib.seed=42}. */
record Draw(long seed, List<Pair> pairs) {

    /** Draws of one seed that can be made at the same time. */
    record Parts(long seed, List<Supplier<Draw>> all) {

        Parts {
            all = List.copyOf(all);
        }
    }

    /** As many pairs as {@code -Drdylib.pairs} says, else {@code ordinarily}. */
    static Draw ofAll(int ordinarily) {
        return of(Integer.getInteger("rdylib.pairs", ordinarily), _ -> true);
    }

    /**
     * The pairs in parts of {@code size} at most, each of which is a draw of its own: they can be drawn, and judged, at the
     * same time.
     */
    static Parts inParts(int ordinarily, int size) {
        return inParts(Integer.getInteger("rdylib.pairs", ordinarily), size, _ -> true);
    }

    /** {@code count} pairs of those that are wanted, in such parts. */
    static Parts inParts(int count, int size, Predicate<Pair> wanted) {
        long seed = Long.getLong("rdylib.seed", System.nanoTime() & 0xffff_ffffL);
        var random = new SplittableRandom(seed);
        List<Supplier<Draw>> parts = new ArrayList<>();
        for (int from = 0; from < count; from += size) {
            int some = Math.min(size, count - from);
            var generator = new PairGenerator(random.split());
            parts.add(() -> new Draw(
                    seed,
                    Stream.generate(() -> generator.next(wanted)).limit(some).toList()));
        }
        return new Parts(seed, parts);
    }

    /** {@code count} pairs of those that are wanted. */
    static Draw of(int count, Predicate<Pair> wanted) {
        return of(count, wanted, System.nanoTime() & 0xffff_ffffL);
    }

    /** The same, by {@code ordinarily} as the seed where none is given. */
    static Draw of(int count, Predicate<Pair> wanted, long ordinarily) {
        long seed = Long.getLong("rdylib.seed", ordinarily);
        var generator = new PairGenerator(new SplittableRandom(seed));
        return new Draw(
                seed, Stream.generate(() -> generator.next(wanted)).limit(count).toList());
    }
}
