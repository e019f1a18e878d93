package org.rdylib.loader.internal;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The elements of a slice by their address. */
abstract sealed class NativeElements<T> extends AbstractList<T> implements RandomAccess
        permits NativeSlice, NativeMutSlice {

    private final NativeRegion region;
    private final long address;
    private final int length;
    private final long stride;
    private final ElementReader<T> reader;
    private final String type;

    NativeElements(NativeRegion region, long address, int length, long stride, ElementReader<T> reader, String type) {
        this.region = region;
        this.address = address;
        this.length = length;
        this.stride = stride;
        this.reader = reader;
        this.type = type;
    }

    @Override
    public final T get(int index) {
        int mark = region.enter();
        try {
            // In a loop, Objects.checkIndex does not go together with the check of the address, and costs a fifth.
            if (index < 0 || index >= length) {
                throw new IndexOutOfBoundsException("index " + index + " of " + length + " elements");
            }
            return reader.read(address, index);
        } finally {
            NativeRegion.leave(mark);
        }
    }

    /** Where the part from one index to another is. */
    final long part(int from, int to) {
        region.check();
        Objects.checkFromToIndex(from, to, length);
        return address(from);
    }

    /** Where the element at an index is, once it is seen that it can be used. */
    final long element(int index) {
        region.check();
        Objects.checkIndex(index, length);
        return address(index);
    }

    private long address(int index) {
        return address + index * stride;
    }

    final ElementReader<T> reader() {
        return reader;
    }

    final long stride() {
        return stride;
    }

    /** That of each, as a descriptor spells it, without lifetimes. */
    final String type() {
        return type;
    }

    /** One of its own: that of all lists of its kind is compiled with all of them in mind. */
    @Override
    public final Iterator<T> iterator() {
        return new Elements();
    }

    private final class Elements implements Iterator<T> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException("a slice has " + length + " elements");
            }
            return get(next++);
        }
    }

    @Override
    public final int size() {
        region.check();
        return length;
    }

    /** Where they belong. */
    public final NativeRegion region() {
        return region;
    }

    /** Whether none of them leads on to another slice, or there are none. */
    abstract boolean isFlat();

    private Showing.Place place() {
        return new Showing.Place(type, address, length);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return (isFlat() || !(other instanceof NativeElements<?> slice))
                ? super.equals(other)
                : Within.equal(place(), slice.place(), () -> super.equals(other));
    }

    @Override
    public final int hashCode() {
        return isFlat() ? super.hashCode() : Within.hash(place(), super::hashCode);
    }

    @Override
    public final String toString() {
        return Showing.of(place(), super::toString, "[...]");
    }

    /** Where they are, whether they can be used or not. */
    final long address() {
        return address;
    }

    /** How many there are, whether they can be used or not. */
    final int length() {
        return length;
    }
}
