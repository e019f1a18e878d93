package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;
import org.rdylib.loader.LentException;
import org.rdylib.loader.Mut;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.Gate;
import org.rdylib.loader.internal.KeepingRegion;
import org.rdylib.loader.internal.NativeMut;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.ThreadState;
import org.rdylib.loader.internal.Thrown;

/**
 * One call into a library: the memory for its arguments and its result, and the closures that are lent for it. All of
 * this is gone when the frame is closed.
 *
 * <p>The frames of a thread are made once and used again, the memory too: a call allocates nothing unless it passes more
 * than a few kilobytes.
 */
public final class CallFrame extends FrameMemory {

    /** How many are around it. */
    final int depth;

    private final CallStack stack;
    private final @Nullable CallFrame outer;

    private long mark;
    private long number;
    private int gates;
    private @Nullable Library library;

    /** Whether there is anything to be given back but the memory and what is lent: set before there is. */
    private boolean used;

    private @Nullable Making giving;
    private @Nullable Making lending;
    private @Nullable PassedObject passed;
    private @Nullable LentPlace lent;
    private final LentArrays arrays = new LentArrays();
    private @Nullable LentWithin within;

    /** What a closure threw that C has called: C cannot be told, so that it is thrown once C has returned. */
    private @Nullable Throwable failed;

    /** The frame below all others, which is never entered. */
    CallFrame(CallStack stack) {
        super(stack.memory);
        this.stack = stack;
        this.depth = 0;
        this.outer = null;
    }

    /** The frame of calls inside those of another. */
    CallFrame(CallFrame outer) {
        super(outer.memory);
        this.stack = outer.stack;
        this.depth = outer.depth + 1;
        this.outer = outer;
    }

    /**
     * Begins a call on the calling thread.
     *
     * @param gate of a library that may be unloaded
     * @param library which is called
     * @throws org.rdylib.loader.LibraryClosedException if that was closed
     */
    @SuppressWarnings("ReferenceEquality") // it is that one or another
    static CallFrame open(CallStack stack, @Nullable Gate gate, @Nullable Library library) {
        CallFrame frame = stack.frameInside();
        ThreadState state = stack.state;
        frame.gates = state.depth();
        if (gate != null) {
            state.enter(gate);
        }
        frame.mark = stack.memory.mark();
        // A reference is stored only where it changes: a garbage collector has to be told of each.
        if (library != frame.library) {
            frame.library = library;
        }
        frame.number = state.beginCall();
        stack.depth = frame.depth;
        return frame;
    }

    /** Ends the call, whatever came of it, and with it those inside that were never ended. */
    public void close() {
        CallFrame below = outer;
        if (below == null) {
            throw new IllegalStateException("there is no call to end");
        }
        try {
            if (stack.depth != depth) {
                stack.endInside(depth);
            }
        } finally {
            end(below);
        }
    }

    private void end(CallFrame below) {
        stack.state.endCall(below.number);
        stack.depth = below.depth;
        stack.endLent(mark);
        memory.releaseTo(mark);
        try {
            if (used) {
                release();
            }
        } finally {
            stack.state.leave(gates);
        }
    }

    /** Gives back what was taken for a call that is over: all of it, whatever is thrown meanwhile. */
    void release() {
        // A stub that passes C nothing to call does not look for it, and another stub of the library may have.
        Throwable first = failed;
        failed = null;
        first = takeBack(giving, first);
        first = takeBack(lending, first);
        PassedObject object = passed;
        passed = null;
        try {
            PassedObject.passBack(object);
        } catch (Throwable thrown) { // as in Dependants
            first = Thrown.first(first, thrown);
        }
        LentPlace newest = lent;
        lent = null;
        arrays.clear();
        if (within != null) {
            within.clear();
        }
        used = false;
        // What stays lent is given back with the last need of it, if that is over with the call.
        try {
            LentPlace.giveBack(newest);
        } catch (Throwable thrown) {
            first = Thrown.first(first, thrown);
        }
        Thrown.rethrow(first);
    }

    private static @Nullable Throwable takeBack(@Nullable Making made, @Nullable Throwable first) {
        try {
            if (made != null) {
                made.takeBack();
            }
            return first;
        } catch (Throwable thrown) {
            return Thrown.first(first, thrown);
        }
    }

    /** Whether it is a call of a library, through whichever stub of it. */
    boolean isOf(Library other) {
        return library != null && library.isSameAs(other);
    }

    @Nullable
    CallFrame outer() {
        return outer;
    }

    boolean isFailing() {
        return failed != null;
    }

    /** A closure that C has called threw something: it is thrown by {@link #rethrow}. */
    void fail(Throwable thrown) {
        used = true;
        failed = Thrown.first(failed, thrown);
    }

    /** C has returned: what a closure threw that it called is thrown, if one did. */
    public void rethrow() {
        Throwable thrown = takeFailed();
        if (thrown != null) {
            throw Failures.rethrow(thrown);
        }
    }

    @Nullable
    Throwable takeFailed() {
        Throwable thrown = failed;
        failed = null;
        if (thrown == null) {
            thrown = Lost.take(stack, library);
            if (thrown != null) {
                stack.callbacks.endLost(thrown);
            }
        }
        return thrown;
    }

    /** What makes the owned values that the library is given: they are freed with the frame until {@link #handOver}. */
    public Making giving() {
        used = true;
        Making existing = giving;
        if (existing == null) {
            existing = new Making(library);
            giving = existing;
        }
        return existing.forLibrary(library, around());
    }

    /** What makes the values that the library only sees behind references: they are freed with the frame. */
    public Making lending() {
        used = true;
        Making existing = lending;
        if (existing == null) {
            existing = Making.lending(library);
            lending = existing;
        }
        return existing.forLibrary(library, around());
    }

    /**
     * The library is called: what it is given is its own, whatever comes of it.
     *
     * @throws org.rdylib.loader.InvalidValueException if it could not count one more of an object: then it is given nothing
     */
    public void handOver() {
        if (giving != null) {
            giving.handOver();
        }
        if (lending != null) {
            lending.lends.handOver();
        }
        PassedObject.handOver(passed);
    }

    /** The number of the call around this one; 0 for none. */
    long around() {
        return outer == null ? 0 : outer.number;
    }

    /** Remembers until the call is over that an object is passed. */
    void pass(ForeignHandle object, PassedObject.Mode mode) {
        used = true;
        passed = PassedObject.begun(object, mode, passed);
    }

    /**
     * What is in a place, which is lent to the library for this call: it is read once, here.
     *
     * @throws LentException if it is lent already
     */
    public <T> T borrow(Mut<T> place) {
        return lend((NativeMut<T>) place, "");
    }

    /** The same for a place within another value, where it is called {@code where}. */
    public <T> T borrow(Mut<T> place, String where) {
        return lend((NativeMut<T>) place, where);
    }

    /**
     * The same for an array in a place, which the library changes.
     *
     * @throws LentException if this call has it otherwise, or a call around this one may change it
     */
    public <A> A borrowArray(Mut<A> place, String where) {
        A content = borrow(place, where);
        NativeMut<A> array = (NativeMut<A>) place;
        borrow(array.array(), true, array.from(), array.to(), where);
        return content;
    }

    private <T> T lend(NativeMut<T> place, String where) {
        LentPlace next = new LentPlace(place, lent);
        T value = place.lend(where);
        used = true;
        lent = next;
        return value;
    }

    /** What the library has left in a place that it was lent. */
    public <T> void update(Mut<T> place, T left) {
        ((NativeMut<T>) place).leave(left);
    }

    /** What is lent within other values. */
    public LentWithin within() {
        used = true;
        LentWithin existing = within;
        if (existing == null) {
            existing = new LentWithin();
            within = existing;
        }
        return existing;
    }

    /** What the library has left in an array in a place that it was lent. */
    public <A> void fill(Mut<A> place, A left) {
        ((NativeMut<A>) place).fill(left);
    }

    /**
     * Lends an array, which the library may change.
     *
     * @param place where it is passed, for the message
     * @throws LentException if this call has it otherwise, or a call around this one may change it
     */
    public void borrowExclusive(Object array, String place) {
        borrow(array, true, 0, Integer.MAX_VALUE, place);
    }

    /**
     * Lends an array that the library only reads, beside others that it may change.
     *
     * @throws LentException if this call, or one around it, may change it
     */
    public void borrowShared(Object array, String place) {
        borrow(array, false, 0, Integer.MAX_VALUE, place);
    }

    private void borrow(Object array, boolean exclusive, int from, int to, String place) {
        for (CallFrame frame = this; frame != null; frame = frame.outer) {
            LentArrays.Elements other = frame.arrays.conflict(array, exclusive, from, to);
            if (other != null) {
                throw new LentException(place + ": the array is passed while it is lent"
                        + (other.exclusive() ? " as &mut" : ", and is to be changed"));
            }
        }
        KeptArrays.check(array, from, to, place);
        used = true;
        arrays.add(array, exclusive, from, to);
    }

    /** A place that this call has borrowed stays lent until a region ends, or nothing is left that could use it. */
    public <T> KeptPlace<T> keep(Mut<T> place, Region until) {
        need(until);
        return lending().lends.add(KeptPlace.of(place), until);
    }

    /**
     * The same of an array.
     *
     * @throws LentException if another call has lent it meanwhile
     */
    public <A> KeptPlace<A> keepArray(A array, Region until, String place) {
        need(until);
        return lending().lends.add(KeptPlace.ofArray(array, (NativeRegion) until, place), until);
    }

    /** The library writes there until the call is over at least. */
    private void need(Region until) {
        NativeRegion region = (NativeRegion) until;
        region.hold();
        releaseLast(region.need());
    }

    /**
     * The lifetime for which this call lends what the library may keep: it ends with {@code outer}, or as soon as nothing is
     * left that the library has made for it.
     */
    public Region keeping(Region outer) {
        // A callback of the call cannot end it, nor another thread.
        ((NativeRegion) outer).hold();
        KeepingRegion region = new KeepingRegion((NativeRegion) outer);
        releaseLast(region::callEnded);
        return region;
    }

    /** Releases something when the call is over. */
    void releaseLast(Adoption need) {
        used = true;
        try {
            lent = new LentPlace(need, lent);
        } catch (OutOfMemoryError thrown) {
            need.release();
            throw thrown;
        }
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
        return memory.lend(library, type, target);
    }

    /** The same for one that other threads may use during the call. */
    public <T> long lend(HostType<T> type, T target, Sending sending) {
        return lending().lend(type, target, sending);
    }
}
