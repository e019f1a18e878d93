package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.LentException;
import org.rdylib.loader.Mut;
import org.rdylib.loader.internal.Gate;
import org.rdylib.loader.internal.NativeMut;
import org.rdylib.loader.internal.RawMemory;

/**
 * One call into a library: the memory for its arguments and its result, and the closures that are lent for it. All of
 * this is gone when the frame is closed.
 *
 * <p>The frames of a thread are made once and used again, the memory too: a call allocates nothing unless it passes more
 * than a few kilobytes.
 */
public final class CallFrame implements SegmentAllocator {

    private static final long SCRATCH = 1 << 13;

    private final CallStack stack;
    private final @Nullable CallFrame outer;
    private @Nullable CallFrame inner;

    private final MemorySegment memory;
    private final long limit;
    private long top;
    private long number;
    private int gates;
    private @Nullable Arena overflow;
    private @Nullable HostTarget lentBefore;
    private @Nullable Library library;
    private @Nullable Making giving;
    private @Nullable Making lending;
    private @Nullable PassedObject passed;
    private @Nullable LentPlace lent;

    /** The frame below all others, which is never entered. */
    CallFrame(CallStack stack) {
        this.stack = stack;
        this.outer = null;
        this.memory = Arena.ofAuto().allocate(SCRATCH, 16);
        this.top = memory.address();
        this.limit = top + SCRATCH;
    }

    private CallFrame(CallFrame outer) {
        this.stack = outer.stack;
        this.outer = outer;
        this.memory = outer.memory;
        this.limit = outer.limit;
    }

    /**
     * Begins a call on the calling thread.
     *
     * @param gate of a library that may be unloaded
     * @param library which is called
     * @throws org.rdylib.loader.LibraryClosedException if that was closed
     */
    static CallFrame open(CallStack stack, @Nullable Gate gate, @Nullable Library library) {
        int gates = stack.state.depth();
        if (gate != null) {
            stack.state.enter(gate);
        }
        CallFrame below = stack.top;
        CallFrame frame = below.inner;
        if (frame == null) {
            frame = new CallFrame(below);
            below.inner = frame;
        }
        frame.top = below.top;
        frame.lentBefore = stack.lent;
        stack.top = frame;
        frame.number = stack.state.beginCall();
        frame.gates = gates;
        frame.library = library;
        return frame;
    }

    /** Ends the call, whatever came of it, and with it those inside that were never ended. */
    public void close() {
        CallFrame below = outer;
        if (below == null) {
            throw new IllegalStateException("there is no call to end");
        }
        for (CallFrame frame = stack.top; frame != this && frame.outer != null; frame = frame.outer) {
            frame.release();
        }
        stack.state.endCall(below.number);
        stack.top = below;
        stack.lent = lentBefore;
        lentBefore = null;
        release();
        stack.state.leave(gates);
    }

    private void release() {
        if (giving != null) {
            giving.takeBack();
        }
        if (lending != null) {
            lending.takeBack();
        }
        PassedObject object = passed;
        passed = null;
        for (; object != null; object = object.older) {
            object.object.passBack(object.mode);
        }
        LentPlace place = lent;
        lent = null;
        for (; place != null; place = place.older()) {
            place.giveBack();
        }
        Arena extra = overflow;
        if (extra != null) {
            overflow = null;
            extra.close();
        }
    }

    /**
     * The address of {@code size} bytes, not cleared.
     *
     * @param align a power of two
     */
    public long reserve(long size, long align) {
        long at = (top + align - 1) & -align;
        if (size > limit - at) {
            return overflow().allocate(size, align).address();
        }
        top = at + size;
        return at;
    }

    /** The same as a segment: where the linker puts a struct that comes back by value. */
    @Override
    public MemorySegment allocate(long size, long align) {
        return RawMemory.ALL.asSlice(reserve(size, align), size);
    }

    private Arena overflow() {
        Arena existing = overflow;
        if (existing == null) {
            existing = Arena.ofConfined();
            overflow = existing;
        }
        return existing;
    }

    /** The address of a copy of {@code bytes}; never null, even where there are none. */
    public long copy(byte[] bytes) {
        long at = reserve(Math.max(bytes.length, 1), 1);
        MemorySegment.copy(bytes, 0, RawMemory.ALL, ValueLayout.JAVA_BYTE, at, bytes.length);
        return at;
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public long copy(short[] values) {
        long at = reserve(Math.max(values.length, 1) * 2L, 2);
        MemorySegment.copy(values, 0, RawMemory.ALL, ValueLayout.JAVA_SHORT, at, values.length);
        return at;
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public long copy(int[] values) {
        long at = reserve(Math.max(values.length, 1) * 4L, 4);
        MemorySegment.copy(values, 0, RawMemory.ALL, ValueLayout.JAVA_INT, at, values.length);
        return at;
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public long copy(long[] values) {
        long at = reserve(Math.max(values.length, 1) * 8L, 8);
        MemorySegment.copy(values, 0, RawMemory.ALL, ValueLayout.JAVA_LONG, at, values.length);
        return at;
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public long copy(float[] values) {
        long at = reserve(Math.max(values.length, 1) * 4L, 4);
        MemorySegment.copy(values, 0, RawMemory.ALL, ValueLayout.JAVA_FLOAT, at, values.length);
        return at;
    }

    /** The address of a copy of {@code values}; never null, even where there are none. */
    public long copy(double[] values) {
        long at = reserve(Math.max(values.length, 1) * 8L, 8);
        MemorySegment.copy(values, 0, RawMemory.ALL, ValueLayout.JAVA_DOUBLE, at, values.length);
        return at;
    }

    /** What makes the owned values that the library is given: they are freed with the frame until {@link #handOver}. */
    public Making giving() {
        Making existing = giving;
        if (existing == null) {
            existing = new Making(library);
            giving = existing;
        }
        return existing.forLibrary(library);
    }

    /** What makes the owned values that the library only sees behind references: they are freed with the frame. */
    public Making lending() {
        Making existing = lending;
        if (existing == null) {
            existing = new Making(library);
            lending = existing;
        }
        return existing.forLibrary(library);
    }

    /** The library is called: what it is given is its own, whatever comes of it. */
    public void handOver() {
        if (giving != null) {
            giving.handOver();
        }
        for (PassedObject object = passed; object != null; object = object.older) {
            object.object.handOver(object.mode);
        }
    }

    /** The number of the call around this one; 0 for none. */
    long around() {
        return outer == null ? 0 : outer.number;
    }

    /** Remembers until the call is over that an object is passed. */
    void pass(ForeignHandle object, PassedObject.Mode mode) {
        passed = new PassedObject(object, mode, passed);
    }

    /**
     * What is in a place, which is lent to the library for this call: it is read once, here.
     *
     * @throws LentException if it is lent already
     */
    public <T> T borrow(Mut<T> place) {
        NativeMut<T> borrowed = (NativeMut<T>) place;
        T value = borrowed.lend();
        lent = new LentPlace(borrowed, true, lent);
        return value;
    }

    /** What the library has left in a place that it was lent. */
    public <T> void update(Mut<T> place, T left) {
        ((NativeMut<T>) place).leave(left);
    }

    /**
     * Lends an array, which the library may change.
     *
     * @param place where it is passed, for the message
     * @throws LentException if this call has it otherwise, or a call around this one may change it
     */
    public void borrowExclusive(Object array, String place) {
        borrow(array, true, place);
    }

    /**
     * Lends an array that the library only reads, beside others that it may change.
     *
     * @throws LentException if this call, or one around it, may change it
     */
    public void borrowShared(Object array, String place) {
        borrow(array, false, place);
    }

    @SuppressWarnings("ReferenceEquality") // an array is itself and no other
    private void borrow(Object array, boolean exclusive, String place) {
        for (CallFrame frame = this; frame != null; frame = frame.outer) {
            for (LentPlace other = frame.lent; other != null; other = other.older()) {
                if (other.what() == array && (exclusive || other.exclusive())) {
                    throw new LentException(place + ": the array is passed while it is lent"
                            + (other.exclusive() ? " as &mut" : ", and is to be changed"));
                }
            }
        }
        lent = new LentPlace(array, exclusive, lent);
    }

    /** Begins to read a value with objects in it, which {@code library} made. */
    public Receiving receive(Library library) {
        return new Receiving(library);
    }

    /**
     * Lends a closure or an object to the library for this call, on this thread. Its table is {@link HostType#table}.
     *
     * @return the data word to pass
     */
    public <T> long lend(HostType<T> type, T target) {
        HostTarget lent = new HostTarget(stack.nextKey(), type, target, library, stack.lent);
        stack.lent = lent;
        return lent.key;
    }

    /** The same for one that other threads may use during the call. */
    public <T> long lend(HostType<T> type, T target, Sending sending) {
        return lending().lend(type, target, sending);
    }
}
