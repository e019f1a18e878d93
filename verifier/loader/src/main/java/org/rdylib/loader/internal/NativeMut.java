package org.rdylib.loader.internal;

import org.rdylib.loader.LentException;
import org.rdylib.loader.Mut;

/** A place, and who has it. */
public final class NativeMut<T> implements Mut<T> {

    private enum State {
        FREE,
        LENT,
        ENDED
    }

    private T value;
    private State state = State.FREE;

    /** One that holds {@code value}. */
    public NativeMut(T value) {
        this.value = value;
    }

    @Override
    public synchronized T get() {
        check("", "read");
        return value;
    }

    @Override
    public synchronized void set(T next) {
        check("", "changed");
        value = next;
    }

    private void check(String where, String what) {
        if (state != State.FREE) {
            throw new LentException((where.isEmpty() ? "a place is " : where + ": a place is ")
                    + what
                    + (state == State.LENT
                            ? " while it is lent to a call as &mut"
                            : " after the callback that it was made for"));
        }
    }

    /**
     * Lends it to a call: what is in it.
     *
     * @param where what it is called within another value, for the message; empty if it is passed itself
     */
    public synchronized T lend(String where) {
        check(where, "passed");
        state = State.LENT;
        return value;
    }

    /** What the call has left in it. */
    public synchronized void leave(T left) {
        value = left;
    }

    /** The call is over. */
    public synchronized void giveBack() {
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
        return "Mut[" + (state == State.LENT ? "lent" : value) + "]";
    }
}
