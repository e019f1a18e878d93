package org.rdylib.loader;

import java.util.Objects;
import org.rdylib.loader.internal.NativeMut;

/**
 * What is passed for {@code &mut T}: the value goes in with the call, and what the library left in its place is here
 * when the call has returned. A call that throws leaves it as it was.
 *
 * <p>Within structs, enums, tuples, arrays and options it is also what is passed for {@code &mut [T]} and {@code &mut str}. An
 * array of scalars stays the same array there, and is written to. In what is itself behind {@code &mut}, the library may leave
 * less of an array than it was lent: then it is a place for that part of the array, which reads and writes there, and keeps
 * its length.
 *
 * <p>As long as the call takes, the place is the library's: nobody reads it, changes it or passes it on, on whichever
 * thread. A place that a callback is given is good until the callback returns.
 *
 * <p>What is lent for longer, {@code fn<'a>(room: &'a mut [u8]) -> Box<dyn Writer + 'a>}, is the library's until the region
 * ends for which it is lent, or until nothing is left that could write to it or views it: what the library has written is there
 * from then on. It is what it was if that is no value of its type, which whoever ends it is told.
 */
public sealed interface Mut<T> permits NativeMut {

    /** A place that holds {@code value}. */
    static <T> Mut<T> of(T value) {
        return new NativeMut<>(Objects.requireNonNull(value, "Mut.of(value): null is passed"));
    }

    /**
     * What is in it now.
     *
     * @throws LentException while it is lent to a call, and after the callback that it was made for
     */
    T get();

    /**
     * Puts another value in.
     *
     * @throws LentException while it is lent to a call, and after the callback that it was made for
     */
    void set(T value);
}
