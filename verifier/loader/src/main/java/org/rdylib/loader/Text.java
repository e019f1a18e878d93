package org.rdylib.loader;

import org.rdylib.loader.internal.NativeText;

/**
 * A shared string, {@code &'a str}: UTF-8 in memory that belongs to a region, read as UTF-16.
 *
 * <p>It is used on the thread of its region, or on all if the region belongs to all, until the region is closed; every method but {@link #region} throws {@link
 * RegionClosedException} afterwards, and {@link WrongThreadException} elsewhere. {@link #toString} gives a string that
 * is free of this. The characters are decoded when one is first asked for, and kept.
 *
 * <p>Two texts are equal if their characters are; a text is never equal to a {@code String} ({@link
 * String#contentEquals} compares).
 */
public sealed interface Text extends CharSequence permits NativeText {

    /** How many bytes of UTF-8 it has. */
    int byteLength();

    /** A copy of its bytes. */
    byte[] toBytes();

    /**
     * A part of it, by bytes, without a copy; it belongs to the same region.
     *
     * @throws IndexOutOfBoundsException if the range is outside, or begins or ends inside a character
     */
    Text slice(int fromByte, int toByte);

    /** A copy as a string. */
    @Override
    String toString();

    /** Where it belongs. */
    Region region();
}
