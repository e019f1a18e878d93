package org.rdylib.loader.stub;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.rdylib.loader.LentException;

/** The arrays that are lent as {@code &mut} for longer than a call, from whichever thread: themselves and no others. */
final class KeptArrays {

    private static final Set<Object> LENT = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Whether there may be any: most programs have none. */
    private static volatile boolean isUsed;

    private KeptArrays() {}

    /**
     * Lends an array.
     *
     * @param place where it is passed, for the message
     * @throws LentException if it is lent already
     */
    static void lend(Object array, String place) {
        synchronized (LENT) {
            if (!LENT.add(array)) {
                throw lent(place);
            }
            isUsed = true;
        }
    }

    /** An array is the caller's again. */
    static void giveBack(Object array) {
        synchronized (LENT) {
            LENT.remove(array);
            isUsed = !LENT.isEmpty();
        }
    }

    /**
     * Refuses some elements of an array to which the library may still write.
     *
     * @param from the index of the first
     * @param to the index behind the last
     * @throws LentException if it may
     */
    static void check(Object array, int from, int to, String place) {
        if (!isUsed || from >= to) {
            return;
        }
        synchronized (LENT) {
            if (LENT.contains(array)) {
                throw lent(place);
            }
        }
    }

    private static LentException lent(String place) {
        return new LentException(
                place + ": the array is passed while a library that it was lent to as &mut may still write to it");
    }
}
