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
        check("read");
        return value;
    }

    @Override
    public synchronized void set(T next) {
        check("changed");
        value = next;
    }

    private void check(String what) {
        switch (state) {
            case FREE -> {}
            case LENT -> throw new LentException("a place is " + what + " while it is lent to a call as &mut");
            case ENDED -> throw new LentException("a place is " + what + " after the callback that it was made for");
        }
    }

    /** Lends it to a call: what is in it. */
    public synchronized T lend() {
        check("passed");
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
        check("needed");
        state = State.ENDED;
        return value;
    }

    @Override
    public synchronized String toString() {
        return "Mut[" + (state == State.LENT ? "lent" : value) + "]";
    }
}
