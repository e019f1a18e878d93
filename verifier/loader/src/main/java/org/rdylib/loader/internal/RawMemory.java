package org.rdylib.loader.internal;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** All of memory, by address. */
@SuppressWarnings("restricted") // what needs native access stands in few places, and this is one
public final class RawMemory {

    /** From address 0 to the end. */
    public static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private RawMemory() {}

    static void write(long at, byte[] bytes) {
        MemorySegment.copy(bytes, 0, ALL, ValueLayout.JAVA_BYTE, at, bytes.length);
    }

    static byte[] read(long at, int length) {
        byte[] bytes = new byte[length];
        MemorySegment.copy(ALL, ValueLayout.JAVA_BYTE, at, bytes, 0, length);
        return bytes;
    }
}
