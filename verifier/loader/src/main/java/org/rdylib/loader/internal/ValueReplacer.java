package org.rdylib.loader.internal;

/** Writes values of one type over those in memory that belongs to a region. */
@FunctionalInterface
public interface ValueReplacer<T> {

    /** Puts {@code value} at an address: the whole of it, or nothing where it cannot be written. */
    void replace(NativeRegion region, long at, T value);
}
