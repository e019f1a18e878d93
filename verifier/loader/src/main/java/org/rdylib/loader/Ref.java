package org.rdylib.loader;

import org.rdylib.loader.internal.NativeRef;

/**
 * A shared reference, {@code &'a T}, into memory that belongs to a region.
 *
 * <p>It is used on the thread of its region, or on all if the region belongs to all, until the region is closed. It is equal
 * to itself alone; what it refers to is compared by {@link #get}. As text it is {@code &} and what it refers to; what that
 * refers to in turn is shown to some depth, and is three dots where it leads back.
 */
public sealed interface Ref<T> permits NativeRef {

    /**
     * A copy of what it refers to.
     *
     * @throws RegionClosedException if its region is closed
     * @throws WrongThreadException on another thread than its region's
     * @throws InvalidValueException if the memory holds no value of the type
     */
    T get();

    /** Where it belongs. */
    Region region();
}
