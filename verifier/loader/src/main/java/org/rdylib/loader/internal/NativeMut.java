package org.rdylib.loader.internal;

import java.lang.reflect.Array;
import org.rdylib.loader.LentException;
import org.rdylib.loader.Mut;

/** A place, and who has it. */
public final class NativeMut<T> implements Mut<T> {

    private enum State {
        FREE,
        LENT,
        KEPT,
        ENDED
    }

    private T value;
    private State state = State.FREE;

    /** Which elements of an array it holds: all, unless it is a part of another. */
    private int from;

    private int to = Integer.MAX_VALUE;

    /** One that holds {@code value}. */
    public NativeMut(T value) {
        this.value = value;
    }

    /** One that holds some elements of the array that this one holds, from index {@code first} of what it holds on. */
    public synchronized NativeMut<T> part(int first, int count) {
        NativeMut<T> part = new NativeMut<>(value);
        part.from = from + first;
        part.to = part.from + count;
        return part;
    }

    private boolean isPart() {
        return to != Integer.MAX_VALUE;
    }

    /** The array that it holds elements of. */
    public synchronized T array() {
        return value;
    }

    /** The index in that of the first element. */
    public synchronized int from() {
        return from;
    }

    /** The index behind the last. */
    public synchronized int to() {
        return to;
    }

    @SuppressWarnings({"unchecked", "SuspiciousSystemArraycopy"}) // of the same class
    private T content() {
        if (!isPart()) {
            return value;
        }
        Object elements = Array.newInstance(value.getClass().componentType(), to - from);
        System.arraycopy(value, from, elements, 0, to - from);
        return (T) elements;
    }

    /** Overwrites the elements that it holds. */
    @SuppressWarnings("SuspiciousSystemArraycopy") // of the same class
    public synchronized void fill(T elements) {
        System.arraycopy(elements, 0, value, from, Array.getLength(elements));
    }

    @Override
    public synchronized T get() {
        check("", "read");
        return content();
    }

    @Override
    public synchronized void set(T next) {
        check("", "changed");
        Nulls.refuse(next, "Mut.set(value)");
        if (isPart()) {
            int length = Array.getLength(next);
            if (length != to - from) {
                throw new IllegalArgumentException(
                        "a part of an array: " + length + " elements instead of " + (to - from));
            }
            fill(next);
        } else {
            value = next;
        }
    }

    private void check(String where, String what) {
        if (state != State.FREE) {
            throw new LentException((where.isEmpty() ? "a place is " : where + ": a place is ")
                    + what
                    + switch (state) {
                        case FREE, LENT -> " while it is lent to a call as &mut";
                        case KEPT -> " while a library that it was lent to as &mut may still write to it";
                        case ENDED -> " after the callback that it was made for";
                    });
        }
    }

    /**
     * Lends it to a call: what is in it.
     *
     * @param where what it is called within another value, for the message; empty if it is passed itself
     */
    public synchronized T lend(String where) {
        check(where, "passed");
        T content = content();
        state = State.LENT;
        return content;
    }

    /** What the call has left in it. */
    public synchronized void leave(T left) {
        value = left;
        from = 0;
        to = Integer.MAX_VALUE;
    }

    /** The call is over: unless it stays lent, it is the caller's again. */
    public synchronized void giveBack() {
        if (state == State.LENT) {
            state = State.FREE;
        }
    }

    /** It stays lent when the call is over that it is lent to. */
    public synchronized void keep() {
        state = State.KEPT;
    }

    /** Nobody has it any more that it stayed lent to. */
    public synchronized void endKept() {
        state = State.FREE;
    }

    /** The callback is over that it was made for: what is in it. */
    public synchronized T end() {
        check("", "needed");
        state = State.ENDED;
        return value;
    }

    @Override
    public synchronized String toString() {
        return "Mut[" + (state == State.LENT || state == State.KEPT ? "lent" : content()) + "]";
    }
}
