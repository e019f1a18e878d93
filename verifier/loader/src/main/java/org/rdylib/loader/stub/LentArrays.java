package org.rdylib.loader.stub;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** The arrays of the caller's that are lent to a call: a few are looked through, of many those that are the same. */
final class LentArrays {

    /** How many are looked through. */
    private static final int FEW = 8;

    /**
     * Elements of an array. It is itself and no other, whatever it equals.
     *
     * @param exclusive whether the library may change them
     * @param from the index of the first
     * @param to the index behind the last
     * @param older what was lent before: of the same array, if there are many
     */
    record Elements(
            Object array,
            boolean exclusive,
            int from,
            int to,
            @Nullable Elements older) {

        private boolean overlap(int first, int end) {
            return from < to && first < end && from < end && first < to;
        }
    }

    private @Nullable Elements newest;
    private @Nullable IdentityHashMap<Object, Elements> many;
    private int count;

    /** What is lent already of some elements, if either is to be changed; null if nothing is. */
    @SuppressWarnings("ReferenceEquality") // an array is itself and no other
    @Nullable
    Elements conflict(Object array, boolean exclusive, int from, int to) {
        IdentityHashMap<Object, Elements> index = many;
        Elements first = index == null ? newest : index.get(array);
        for (Elements other = first; other != null; other = other.older) {
            if (other.array == array && (exclusive || other.exclusive) && other.overlap(from, to)) {
                return other;
            }
        }
        return null;
    }

    void add(Object array, boolean exclusive, int from, int to) {
        if (count < FEW) {
            newest = new Elements(array, exclusive, from, to, newest);
            count++;
            return;
        }
        IdentityHashMap<Object, Elements> index = many;
        if (index == null) {
            index = new IdentityHashMap<>();
            for (Elements each = newest; each != null; each = each.older) {
                put(index, each.array, each.exclusive, each.from, each.to);
            }
            many = index;
        }
        put(index, array, exclusive, from, to);
    }

    private static void put(
            IdentityHashMap<Object, Elements> index, Object array, boolean exclusive, int from, int to) {
        index.put(array, new Elements(array, exclusive, from, to, index.get(array)));
    }

    /** The call is over. */
    void clear() {
        newest = null;
        many = null;
        count = 0;
    }
}
