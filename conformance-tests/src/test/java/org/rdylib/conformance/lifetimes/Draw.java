package org.rdylib.conformance.lifetimes;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A series of random pairs and the seed that makes it again: {@code -Drdylib.pairs=20000 -Drdylib.seed=42}. */
record Draw(long seed, List<Pair> pairs) {

    /** As many pairs as {@code -Drdylib.pairs} says, else {@code ordinarily}. */
    static Draw ofAll(int ordinarily) {
        return of(Integer.getInteger("rdylib.pairs", ordinarily), _ -> true);
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
                seed,
                Stream.generate(generator::next).filter(wanted).limit(count).toList());
    }
}
