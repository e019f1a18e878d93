package org.rdylib.loader.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A piece of memory that is given out from its beginning, and taken back to a mark. It is freed with its thread. */
final class Slab {

    private static final long SIZE = 1 << 14;

    private final MemorySegment memory = Arena.ofAuto().allocate(SIZE, 16);
    private final long start = memory.address();
    private long top;

    long mark() {
        return top;
    }

    void release(long mark) {
        top = mark;
    }

    /** The address of {@code size} zero bytes, or 0 where there is not enough left. */
    long allocate(long size, long align) {
        long at = (top + align - 1) & -align;
        if (align > 16 || size > SIZE - at) {
            return 0;
        }
        top = at + size;
        memory.asSlice(at, size).fill((byte) 0);
        return start + at;
    }
}
