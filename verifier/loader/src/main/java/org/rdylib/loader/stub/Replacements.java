package org.rdylib.loader.stub;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.loader.internal.NativeHeap;

/**
 * Owned values that a callback leaves in places of the library's. They are written elsewhere first: that they come to their places is
 * the last that the callback does, and what was there is freed then, by its own maker. Where the callback fails, all places stay as
 * they were.
 */
final class Replacements {

    /** What any value is aligned to, but for those whose type says otherwise. */
    private static final long ALIGN = 16;

    /**
     * One of them.
     *
     * @param value where it has been written; behind it there is room for what it takes the place of
     * @param at the place
     * @param former frees what was there
     */
    private record Replacement(long value, long at, long size, Owned.Freer former) {

        private void swap() {
            Memory.copy(at, value + size, size);
            Memory.copy(value, at, size);
        }

        private void free() {
            former.free(value + size);
        }
    }

    private final List<Replacement> all = new ArrayList<>(1);

    /**
     * Memory, not cleared, for a value that is to come to {@code at}.
     *
     * @param size in bytes
     * @param former frees what is there now, wherever it lies
     */
    long begin(long at, long size, Owned.Freer former) {
        long value = NativeHeap.allocate(Math.max(Math.multiplyExact(2, size), 1), ALIGN);
        try {
            all.add(new Replacement(value, at, size, former));
        } catch (OutOfMemoryError thrown) {
            NativeHeap.free(value);
            throw thrown;
        }
        return value;
    }

    /** Puts all of them into their places: they are the library's. */
    void install() {
        for (int i = 0; i < all.size(); i++) {
            all.get(i).swap();
        }
        for (int i = 0; i < all.size(); i++) {
            all.get(i).free();
        }
    }

    /** Forgets all of them; what they own that is in no place is for its maker to free. */
    void end() {
        for (int i = 0; i < all.size(); i++) {
            NativeHeap.free(all.get(i).value());
        }
        all.clear();
    }
}
