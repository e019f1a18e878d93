package org.rdylib.loader.stub;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.rdylib.loader.LentException;

/** The arrays that are lent as {@code &mut} for longer than a call, from whichever thread. */
final class KeptArrays {

    private static final IdentityHashMap<Object, List<Part>> LENT = new IdentityHashMap<>();

    /** Whether there may be any: most programs have none. */
    private static volatile boolean isUsed;

    /** Some elements of an array, itself and no other. */
    static final class Part {
        private final Object array;
        private final int from;
        private final int to;

        private Part(Object array, int from, int to) {
            this.array = array;
            this.from = from;
            this.to = to;
        }

        /** It is the caller's again. */
        void giveBack() {
            synchronized (LENT) {
                List<Part> parts = LENT.getOrDefault(array, List.of());
                if (parts.remove(this) && parts.isEmpty()) {
                    LENT.remove(array);
                    isUsed = !LENT.isEmpty();
                }
            }
        }
    }

    private KeptArrays() {}

    /**
     * Lends some elements of an array.
     *
     * @param to the index behind the last of them, or more
     * @param place where it is passed, for the message
     * @throws LentException if some of them are lent already
     */
    static Part lend(Object array, int from, int to, String place) {
        synchronized (LENT) {
            check(array, from, to, place);
            Part part = new Part(array, from, to);
            LENT.computeIfAbsent(array, _ -> new ArrayList<>(1)).add(part);
            isUsed = true;
            return part;
        }
    }

    /**
     * Refuses an array of which the library may still write to some of those elements.
     *
     * @throws LentException if it may
     */
    static void check(Object array, int from, int to, String place) {
        if (!isUsed) {
            return;
        }
        synchronized (LENT) {
            for (Part part : LENT.getOrDefault(array, List.of())) {
                if (LentPlace.overlap(part.from, part.to, from, to)) {
                    throw new LentException(place
                            + ": the array is passed while a library that it was lent to as &mut may still"
                            + " write to it");
                }
            }
        }
    }
}
