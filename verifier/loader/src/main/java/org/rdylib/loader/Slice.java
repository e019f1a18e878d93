package org.rdylib.loader;

import java.util.List;
import org.rdylib.loader.internal.NativeSlice;

/**
 * A shared slice, {@code &'a [T]}: an unmodifiable list over memory that belongs to a region. Its elements are read
 * anew at each access.
 *
 * <p>It is used on the thread of its region, or on all if the region belongs to all, until the region is closed; every access throws {@link
 * RegionClosedException} afterwards. {@link List#copyOf} gives a list that is free of this; of scalars, {@link
 * ScalarSlice#toPrimitiveArray} an array.
 *
 * <p>As of every list, {@code equals} and {@code hashCode} look at all elements. A slice that a library has put within itself
 * equals another if they differ nowhere, however far one goes into both; it has no hash, which is an {@link
 * UnsupportedOperationException}. As text, what is within its elements is shown to some depth, and is three dots where it
 * leads back.
 */
public sealed interface Slice<T> extends List<T> permits ScalarSlice, NativeSlice {

    /**
     * A reference to an element, which belongs where the slice does.
     *
     * @throws IndexOutOfBoundsException if there is none
     * @throws RegionClosedException if its region is closed
     * @throws WrongThreadException on another thread than its region's
     */
    Ref<T> ref(int index);

    /**
     * The part from index {@code from} up to {@code to}, which belongs where the whole does.
     *
     * @throws IndexOutOfBoundsException if it is none
     * @throws RegionClosedException if its region is closed
     * @throws WrongThreadException on another thread than its region's
     */
    Slice<T> slice(int from, int to);

    /** Where it belongs. */
    Region region();
}
