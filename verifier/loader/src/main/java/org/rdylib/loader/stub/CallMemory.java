package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.internal.Gate;
import org.rdylib.loader.internal.RawMemory;
import org.rdylib.loader.internal.ThreadState;

/**
 * The memory of a thread for the arguments and results of its calls: given out from its beginning, and taken back to where
 * it was when the call is over. A call allocates nothing unless it passes more than a few kilobytes.
 *
 * <p>A call that lends the library nothing but copies, and closures for itself alone, has no need of a {@link CallFrame}:
 * this is all that it uses. How far the memory is given out tells the calls of a thread apart, and what each has lent.
 */
public final class CallMemory implements SegmentAllocator {

    private static final long SIZE = 1 << 13;

    /** What is given out begins at a multiple of that: no type needs more, but for those that ask for it. */
    private static final long STEP = 16;

    /** What a mark has that tells the number of gates that the thread was inside of, and where. No address is as high. */
    private static final long GATED = 1L << 62;

    private static final int DEPTH = 32;

    final ThreadState state = ThreadState.current();
    final CallStack stack;
    private final MemorySegment memory = Arena.ofAuto().allocate(SIZE, STEP);
    private final long start = memory.address();
    private final long limit = start + SIZE;
    private long top = start;
    private @Nullable Overflow newest;

    /**
     * What did not fit in.
     *
     * @param at where it would have begun
     */
    private record Overflow(Arena arena, long at, @Nullable Overflow older) {}

    CallMemory(CallStack stack) {
        this.stack = stack;
    }

    /** The calling thread's. */
    public static CallMemory current() {
        return CallStack.memoryOfThread();
    }

    /** How far it is given out: what {@link #releaseTo} goes back to. */
    long mark() {
        return top;
    }

    /** Whether it is the mark of {@link #mark()}: of no gate, and no mark that somebody else has made. */
    static boolean isUngated(long mark) {
        return Long.compareUnsigned(mark, GATED) < 0;
    }

    /** Takes back what was given out since {@link #mark()}. */
    void releaseTo(long mark) {
        top = mark;
        if (newest != null) {
            free(mark);
        }
    }

    /** Enters a gate; the answer tells that, too. */
    long mark(Gate gate) {
        long mark = GATED | (long) state.depth() << DEPTH | (top - start);
        state.enter(gate);
        return mark;
    }

    /** Takes back what was given out since {@link #mark(Gate)}, and leaves the gate. */
    void releaseAndLeave(long mark) {
        releaseTo(ungated(mark));
        state.leave((int) ((mark & ~GATED) >>> DEPTH));
    }

    /** Ends what was lent since {@link #mark()}. */
    void endLent(long mark) {
        stack.endLent(mark);
    }

    /** The same since {@link #mark(Gate)}. */
    void endLentInside(long mark) {
        stack.endLent(ungated(mark));
    }

    private long ungated(long mark) {
        return start + (mark & ((1L << DEPTH) - 1));
    }

    private void free(long mark) {
        for (Overflow last = newest; last != null && last.at >= mark; last = newest) {
            newest = last.older;
            last.arena.close();
        }
    }

    /**
     * The address of {@code size} bytes, not cleared.
     *
     * @param align a power of two
     */
    public long reserve(long size, long align) {
        long at = align <= STEP ? top : (top + align - 1) & -align;
        long next = at + ((size + STEP - 1) & -STEP);
        if (Long.compareUnsigned(next, limit) > 0) {
            return overflow(size, align);
        }
        top = next;
        return at;
    }

    private long overflow(long size, long align) {
        Arena arena = Arena.ofConfined();
        newest = new Overflow(arena, top, newest);
        // A call inside this one begins further up, and leaves it alone.
        top += STEP;
        return arena.allocate(size, align).address();
    }

    /** How many pieces did not fit in and have not been given back: for tests. */
    int overflows() {
        int count = 0;
        for (Overflow each = newest; each != null; each = each.older) {
            count++;
        }
        return count;
    }

    /** The same as a segment: where the linker puts a struct that comes back by value. */
    @Override
    public MemorySegment allocate(long size, long align) {
        return RawMemory.ALL.asSlice(reserve(size, align), size);
    }

    /**
     * Lends a closure to a library, for a call on this thread that lends nothing else. Its table is {@link HostType#table}.
     *
     * @return the data word to pass
     */
    public <T> long lend(@Nullable Library library, HostType<T> type, T target) {
        long key = stack.nextKey();
        LentTarget lent = new LentTarget(key, type, target, library, stack.lent, top);
        // What calls inside this one lend is further up.
        top += STEP;
        stack.lent = lent;
        return key;
    }

    /** The address of a copy of {@code bytes}; never null, even where there are none. */
    public long copy(byte[] bytes) {
        long at = reserve(Math.max(bytes.length, 1), 1);
        Slices.put(bytes, at);
        return at;
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public long copy(short[] values) {
        long at = reserve(Math.max(values.length, 1) * 2L, 2);
        Slices.put(values, at);
        return at;
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public long copy(int[] values) {
        long at = reserve(Math.max(values.length, 1) * 4L, 4);
        Slices.put(values, at);
        return at;
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public long copy(long[] values) {
        long at = reserve(Math.max(values.length, 1) * 8L, 8);
        Slices.put(values, at);
        return at;
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public long copy(float[] values) {
        long at = reserve(Math.max(values.length, 1) * 4L, 4);
        Slices.put(values, at);
        return at;
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public long copy(double[] values) {
        long at = reserve(Math.max(values.length, 1) * 8L, 8);
        Slices.put(values, at);
        return at;
    }
}
