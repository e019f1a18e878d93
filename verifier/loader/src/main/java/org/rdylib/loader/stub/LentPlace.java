package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.NativeMut;

/**
 * A place or an array of the caller's that is lent to a call, or something else that is over with it. It is itself and no
 * other, whatever it equals.
 *
 * @param exclusive whether the library may change it
 * @param from the index of the first element of an array that is lent
 * @param to the index behind the last
 * @param older the one that was lent to the same call before
 */
record LentPlace(
        Object what,
        boolean exclusive,
        int from,
        int to,
        @Nullable LentPlace older) {

    /** Whether elements of an array are lent that others are, too. */
    boolean overlaps(int first, int end) {
        return from < to && first < end && from < end && first < to;
    }

    /** The call is over. */
    void giveBack() {
        if (what instanceof NativeMut<?> place) {
            place.giveBack();
        } else if (what instanceof Adoption need) {
            need.release();
        }
    }
}
