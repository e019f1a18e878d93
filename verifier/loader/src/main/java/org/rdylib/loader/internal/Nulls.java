package org.rdylib.loader.internal;

import java.util.List;

/** Null, which nothing at the boundary takes: whoever passes it is told where. */
public final class Nulls {

    private Nulls() {}

    /**
     * What is passed, unless it is null.
     *
     * @param place where it stands, for the message
     */
    @SuppressWarnings("NullAway") // it is not to be null, and nobody sees to that
    public static <T> T refuse(T value, String place) {
        if (value == null) {
            throw at(place);
        }
        return value;
    }

    /** What to throw for null in a place. */
    public static NullPointerException at(String place) {
        return new NullPointerException(place + ": null is passed");
    }

    /**
     * What to throw where a list could not be copied: its place, and the index, if it has null somewhere.
     *
     * @param thrown by what was to copy it, which may be the list's own code
     */
    @SuppressWarnings("NullAway") // none is to be null
    public static RuntimeException in(List<?> values, String place, NullPointerException thrown) {
        int index = 0;
        for (Object value : values) {
            if (value == null) {
                return new NullPointerException(place + ": null is passed at index " + index);
            }
            index++;
        }
        return thrown;
    }
}
