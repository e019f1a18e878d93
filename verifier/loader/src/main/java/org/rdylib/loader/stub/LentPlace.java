package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.NativeMut;
import org.rdylib.loader.internal.Thrown;

/**
 * A place of the caller's that is lent to a call, or something else that is over with it. It is itself and no other, whatever
 * it equals.
 *
 * @param older the one that was lent to the same call before
 */
record LentPlace(Object what, @Nullable LentPlace older) {

    /**
     * The call is over: gives back the places that were lent to it, and releases the rest, both newest first.
     *
     * @throws org.rdylib.loader.InvalidValueException if the library has left no value in a place that stayed lent
     */
    static void giveBack(@Nullable LentPlace newest) {
        for (LentPlace each = newest; each != null; each = each.older) {
            if (each.what instanceof NativeMut<?> place) {
                place.giveBack();
            }
        }
        Throwable first = null;
        for (LentPlace each = newest; each != null; each = each.older) {
            if (each.what instanceof Adoption need) {
                try {
                    need.release();
                } catch (Throwable thrown) { // as in Dependants
                    first = Thrown.first(first, thrown);
                }
            }
        }
        Thrown.rethrow(first);
    }
}
