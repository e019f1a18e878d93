package org.rdylib.loader;

import org.rdylib.loader.internal.NativeMutScalarSlice;

/**
 * An exclusive slice of numbers, {@code bool}s or {@code char}s that a library has answered with, {@code &'a mut [i32]}: one
 * that can be copied into an array of primitives and out of one at once, which is faster than one by one. In the array they are
 * as in that of a {@link ScalarSlice}.
 *
 * @param <T> the elements, one by one
 * @param <A> the array: {@code int[]}, {@code byte[]} …
 */
public sealed interface MutScalarSlice<T, A> extends MutSlice<T> permits NativeMutScalarSlice {

    /** {@inheritDoc} */
    @Override
    MutScalarSlice<T, A> slice(int from, int to);

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

    /**
     * Replaces all elements by those of an array.
     *
     * @param at the index in {@code values} of the first
     * @throws IndexOutOfBoundsException if there are fewer; then nothing is replaced
     * @throws IllegalArgumentException if one is no value of the type; then nothing is replaced
     * @throws RegionClosedException if the region has been closed
     * @throws java.lang.WrongThreadException on another thread than the region's
     */
    void copyFrom(A values, int at);

    /**
     * Replaces {@code count} elements by those of an array.
     *
     * @param at the index in {@code values} of the first
     * @param to the index in the slice of the first
     * @throws IndexOutOfBoundsException if there are fewer, or they do not fit; then nothing is replaced
     * @throws IllegalArgumentException if one is no value of the type; then nothing is replaced
     * @throws RegionClosedException if the region has been closed
     * @throws java.lang.WrongThreadException on another thread than the region's
     */
    void copyFrom(A values, int at, int to, int count);
}
