package org.rdylib.spec.layout;

import java.util.List;
import java.util.Optional;

/**
 * How a value lies in memory.
 *
 * @param size in bytes, a multiple of {@code align}; 0 for {@code ()} alone
 * @param align in bytes, a power of two
 * @param slots its direct parts; those of different variants overlap. Scalars and arrays have none
 */
public record Layout(long size, long align, List<Slot> slots) {
    public Layout {
        slots = List.copyOf(slots);
    }

    /** The part of that path. */
    public Optional<Slot> slot(String path) {
        return slots.stream().filter(s -> s.path().equals(path)).findFirst();
    }
}
