package org.rdylib.loader.stub;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The numbers of what is lent to one thread: positive, and none is given twice. A thread takes a block of them that no other
 * has, and another when it has used that up.
 *
 * <p>A number has a place in its upper half, from 1 on, which tells a thread from others as long as there are places that no
 * thread has had: in that first round a block has all numbers of its place whose lower half is positive. In the rounds after it
 * all places are used again, and a block has but 2<sup>20</sup> numbers, the lower halves of which begin with a 1 and the round.
 */
final class LentKeys {

    /** How many places there are. */
    private static final long PLACES = Integer.MAX_VALUE - 1;

    private static final int ROUND = 20;
    private static final long LATER = 1L << 31;
    private static final long ROUNDS = 1L << (31 - ROUND);
    private static final long LOWER = (1L << Integer.SIZE) - 1;

    /** How many blocks have been taken: with a thousand new threads a second they last for more than a century. */
    static final AtomicLong TAKEN = new AtomicLong();

    private LentKeys() {}

    /** The first number of a block that nobody has. */
    static long next() {
        long block = TAKEN.getAndIncrement();
        long round = block / PLACES;
        if (round > ROUNDS) {
            TAKEN.decrementAndGet();
            throw new IllegalStateException(
                    "more threads have lent closures or objects to libraries than can be told apart");
        }
        long place = block % PLACES + 1;
        return place << Integer.SIZE | (round == 0 ? 1 : LATER | (round - 1) << ROUND);
    }

    /** What follows the last number of the block that {@link #next} has given. */
    static long end(long first) {
        return (first & LATER) == 0 ? (first & ~LOWER) + LATER : first + (1L << ROUND);
    }

    /** Whether it is of a block that somebody has taken. */
    static boolean isGiven(long key) {
        long place = key >>> Integer.SIZE;
        long round = (key & LATER) == 0 ? 0 : ((key & ~LATER & LOWER) >>> ROUND) + 1;
        return key > 0 && place != 0 && (key & LOWER) != 0 && round * PLACES + place - 1 < TAKEN.get();
    }
}
