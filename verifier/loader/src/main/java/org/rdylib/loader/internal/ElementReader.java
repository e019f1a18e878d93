package org.rdylib.loader.internal;

/**
 * Reads the elements of a slice. It knows how large they are: as a constant of its code, which makes a loop over a slice
 * twice as fast as a field does.
 */
@FunctionalInterface
public interface ElementReader<T> {

    /** The value at an index of elements that begin at {@code start}. */
    T read(long start, long index);
}
