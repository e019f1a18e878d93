package org.rdylib.loader;

import org.rdylib.loader.internal.NativeScalarSlice;

/**
 * A shared slice of numbers, {@code bool}s or {@code char}s, {@code &'a [i32]}: one that can be copied into an array of
 * primitives at once, which is faster than one by one.
 *
 * <p>Elements are in the array as in those that are passed for a call: {@code u8} and {@code i8} as {@code byte}, {@code
 * u16} and {@code char} as {@code int}, {@code u32} as {@code long}, what has 64 bits as {@code long} of the same bits.
 *
 * @param <T> the elements, one by one
 * @param <A> the array: {@code int[]}, {@code byte[]} …
 */
public sealed interface ScalarSlice<T, A> extends Slice<T> permits NativeScalarSlice {

    /** {@inheritDoc} */
    @Override
    ScalarSlice<T, A> slice(int from, int to);

    /**
     * A copy of all elements.
     *
     * @throws RegionClosedException if the region has been closed
     * @throws java.lang.WrongThreadException on another thread than the region's
     * @throws InvalidValueException if a {@code bool} or {@code char} is none
     */
    A toPrimitiveArray();

    /**
     * Copies all elements.
     *
     * @param at the index in {@code into} of the first
     * @throws IndexOutOfBoundsException if they do not fit; then nothing is copied
     * @throws RegionClosedException if the region has been closed
     * @throws java.lang.WrongThreadException on another thread than the region's
     * @throws InvalidValueException if a {@code bool} or {@code char} is none; those before it have been copied
     */
    void copyTo(A into, int at);

    /**
     * Copies {@code count} elements from index {@code from} on.
     *
     * @param at the index in {@code into} of the first
     * @throws IndexOutOfBoundsException if there are fewer, or they do not fit; then nothing is copied
     * @throws RegionClosedException if the region has been closed
     * @throws java.lang.WrongThreadException on another thread than the region's
     * @throws InvalidValueException if a {@code bool} or {@code char} is none; those before it have been copied
     */
    void copyTo(int from, A into, int at, int count);
}
