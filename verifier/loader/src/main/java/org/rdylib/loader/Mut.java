package org.rdylib.loader;

/**
 * What is passed for {@code &mut T}: the value goes in with the call, and what the library left in its place is here
 * when the call has returned. A call that throws leaves it as it was.
 */
public final class Mut<T> {

    private T value;

    private Mut(T value) {
        this.value = value;
    }

    /** A place that holds {@code value}. */
    public static <T> Mut<T> of(T value) {
        return new Mut<>(value);
    }

    /** What is in it now. */
    public T get() {
        return value;
    }

    /** Puts another value in. */
    public void set(T value) {
        this.value = value;
    }

    @Override
    public String toString() {
        return "Mut[" + value + "]";
    }
}
