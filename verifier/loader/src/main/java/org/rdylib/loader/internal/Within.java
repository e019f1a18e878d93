package org.rdylib.loader.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a thread has come to so far, while it compares slices, or works out the hash of one. What a library has made may lead
 * back to where it came from, or to one place by many ways, and each place is looked at once.
 */
final class Within {

    private static final ThreadLocal<Within> CURRENT = ThreadLocal.withInitial(Within::new);

    /** Two places that are compared, or have been. */
    private record Compared(Showing.Place one, Showing.Place other) {}

    /** They are taken to be equal: if they are not, then nothing is that leads to them. */
    private final Set<Compared> compared = new HashSet<>();

    /** The hashes of places; null while one is worked out. */
    private final Map<Showing.Place, @Nullable Integer> hashes = new HashMap<>();

    /** Whether a call is running that began with nothing. */
    private boolean begun;

    private Within() {}

    /** Whether two slices are equal, if their elements tell. */
    static boolean equal(Showing.Place one, Showing.Place other, BooleanSupplier elements) {
        Within current = CURRENT.get();
        if (!current.compared.add(new Compared(one, other))) {
            return true;
        }
        boolean first = current.begin();
        try {
            return elements.getAsBoolean();
        } finally {
            end(first);
        }
    }

    /**
     * The hash of a slice, as its elements tell.
     *
     * @throws UnsupportedOperationException if it is within itself
     */
    static int hash(Showing.Place place, IntSupplier elements) {
        Within current = CURRENT.get();
        if (current.hashes.containsKey(place)) {
            Integer known = current.hashes.get(place);
            if (known == null) {
                throw new UnsupportedOperationException(
                        "a slice of `" + place.type() + "` that is within itself has no hash");
            }
            return known;
        }
        current.hashes.put(place, null);
        boolean first = current.begin();
        try {
            int hash = elements.getAsInt();
            current.hashes.put(place, hash);
            return hash;
        } finally {
            end(first);
        }
    }

    private boolean begin() {
        boolean first = !begun;
        begun = true;
        return first;
    }

    /** Inside there may not be the stack for anything: it is the first that forgets. */
    private static void end(boolean first) {
        if (first) {
            CURRENT.remove();
        }
    }
}
