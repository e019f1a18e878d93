package org.rdylib.loader.internal;

/**
 * How scalars of one kind are copied into an array of primitives, and out of one.
 *
 * @param <A> the array
 */
public interface ArrayKind<A> {

    /** The size of a scalar in memory. */
    long stride();

    /** An array of zeros. */
    A make(int length);

    /**
     * Copies scalars out of memory.
     *
     * @param at the index of the first in {@code into}, where there is room for {@code count}
     * @param place where they come from, for messages
     * @throws org.rdylib.loader.InvalidValueException if one is none of its kind
     */
    void copy(long address, A into, int at, int count, String place);

    /**
     * Copies scalars into memory: all of them, or none where one cannot be.
     *
     * @param at the index of the first in {@code from}, where there are {@code count}
     * @param place where they go, for messages
     * @throws IllegalArgumentException if one is none of its kind
     */
    void replace(A from, int at, long address, int count, String place);
}
