package org.rdylib.loader;

import java.util.List;
import org.rdylib.loader.internal.NativeMutSlice;

/**
 * An exclusive slice that a library has answered with, {@code &'a mut [T]}: a list of fixed length over memory that belongs to
 * a region. Its elements are read anew at each access, and replaced there.
 *
 * <p>It is used on the thread of its region, or on all if the region belongs to all, until the region is closed, or until what
 * has lent it is used again; every access throws {@link RegionClosedException} afterwards. It is not passed on: what takes a
 * slice is passed a copy, {@link List#copyOf}; of scalars, {@link MutScalarSlice#toPrimitiveArray}.
 */
public sealed interface MutSlice<T> extends List<T> permits MutScalarSlice, NativeMutSlice {

    /**
     * Puts another value in place of an element: the whole of it, or nothing where it cannot be written.
     *
     * @return what was there
     * @throws IndexOutOfBoundsException if there is none
     * @throws IllegalArgumentException if it is no value of the type
     * @throws NullPointerException if it is null
     * @throws InvalidValueException if what was there is none; then it still is
     * @throws RegionClosedException if its region is closed
     * @throws WrongThreadException on another thread than its region's
     */
    @Override
    T set(int index, T value);

    /**
     * A reference to an element, which belongs where the slice does.
     *
     * @throws IndexOutOfBoundsException if there is none
     * @throws RegionClosedException if its region is closed
     * @throws WrongThreadException on another thread than its region's
     */
    MutRef<T> ref(int index);

    /**
     * The part from index {@code from} up to {@code to}, which belongs where the whole does.
     *
     * @throws IndexOutOfBoundsException if it is none
     * @throws RegionClosedException if its region is closed
     * @throws WrongThreadException on another thread than its region's
     */
    MutSlice<T> slice(int from, int to);

    /** Where it belongs. */
    Region region();
}
