package org.rdylib.loader.stub;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.LentException;
import org.rdylib.loader.internal.NativeRegion;

/** The arrays that are lent as {@code &mut} for longer than a call, from whichever thread: themselves and no others. */
final class KeptArrays {

    /** Each with the lifetime that it is lent for. */
    private static final IdentityHashMap<Object, NativeRegion> LENT = new IdentityHashMap<>();

    /** Whether there may be any: most programs have none. */
    private static volatile boolean isUsed;

    private KeptArrays() {}

    /**
     * Lends an array.
     *
     * @param until the lifetime that it is lent for
     * @param place where it is passed, for the message
     * @throws LentException if it is lent already
     */
    static void lend(Object array, NativeRegion until, String place) {
        NativeRegion before;
        synchronized (LENT) {
            before = LENT.putIfAbsent(array, until);
            isUsed = true;
        }
        refuse(before, place);
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
        NativeRegion until;
        synchronized (LENT) {
            until = LENT.get(array);
        }
        refuse(until, place);
    }

    /** Whoever has it says so itself, and is not asked while others wait. */
    private static void refuse(@Nullable NativeRegion until, String place) {
        if (until != null) {
            throw new LentException(place + ": the array is passed while "
                    + until.borrower()
                            .map(who -> who + ", which it was lent to as &mut, may still write to it")
                            .orElse("a library that it was lent to as &mut may still write to it, until the end of "
                                    + until + " at the latest"));
        }
    }
}
