package org.rdylib.loader.stub;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** The memory of a call, which its frame takes back: it is the thread's, and belongs to the calls around that one, too. */
abstract sealed class FrameMemory implements SegmentAllocator permits CallFrame {

    final CallMemory memory;

    FrameMemory(CallMemory memory) {
        this.memory = memory;
    }

    /**
     * The address of {@code size} bytes, not cleared.
     *
     * @param align a power of two
     */
    public final long reserve(long size, long align) {
        return memory.reserve(size, align);
    }

    /** The same as a segment: where the linker puts a struct that comes back by value. */
    @Override
    public final MemorySegment allocate(long size, long align) {
        return memory.allocate(size, align);
    }

    /** The address of a copy of {@code bytes}; never null, even where there are none. */
    public final long copy(byte[] bytes) {
        return memory.copy(bytes);
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public final long copy(short[] values) {
        return memory.copy(values);
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public final long copy(int[] values) {
        return memory.copy(values);
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public final long copy(long[] values) {
        return memory.copy(values);
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public final long copy(float[] values) {
        return memory.copy(values);
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public final long copy(double[] values) {
        return memory.copy(values);
    }
}
