package org.rdylib.loader;

import org.rdylib.loader.internal.NativeMutRef;

/**
 * An exclusive reference that a library has answered with, {@code &'a mut T}, into memory that belongs to a region: what it
 * refers to is read and replaced there. Of {@code &'a mut str} it is the text, which is replaced by one of as many bytes.
 *
 * <p>It is used on the thread of its region, or on all if the region belongs to all, until the region is closed, or until what
 * has lent it is used again; it is not passed on. It is equal to itself alone. As text it is {@code &mut} and what it refers to.
 */
public sealed interface MutRef<T> permits NativeMutRef {

    /**
     * A copy of what it refers to.
     *
     * @throws RegionClosedException if its region is closed
     * @throws WrongThreadException on another thread than its region's
     * @throws InvalidValueException if the memory holds no value of the type
     */
    T get();

    /**
     * Puts another value there: the whole of it, or nothing where it cannot be written.
     *
     * @throws IllegalArgumentException if it is no value of the type
     * @throws NullPointerException if it is null
     * @throws RegionClosedException if its region is closed
     * @throws WrongThreadException on another thread than its region's
     */
    void set(T value);

    /** Where it belongs. */
    Region region();
}
