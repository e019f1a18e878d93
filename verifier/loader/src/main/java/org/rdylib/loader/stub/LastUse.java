package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;

/**
 * What came of beginning the last use of an object, in which it is dropped.
 *
 * @param isBegun whether it is there to be dropped
 * @param thrown by what was dropped before, since it borrowed from it
 */
record LastUse(boolean isBegun, @Nullable Throwable thrown) {

    // Made before: there may be no memory any more.
    private static final LastUse BEGUN = new LastUse(true, null);
    private static final LastUse GONE = new LastUse(false, null);

    static LastUse of(boolean isBegun, @Nullable Throwable thrown) {
        if (thrown != null) {
            return new LastUse(isBegun, thrown);
        }
        return isBegun ? BEGUN : GONE;
    }
}
