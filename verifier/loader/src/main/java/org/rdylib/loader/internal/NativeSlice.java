package org.rdylib.loader.internal;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Slice;

/** A slice by its address. */
public sealed class NativeSlice<T> extends AbstractList<T> implements Slice<T>, RandomAccess permits NativeScalarSlice {

    private final NativeRegion region;
    private final long address;
    private final int length;
    private final long stride;
    private final ElementReader<T> reader;
    private final String type;
    private final Object origin;

    /**
     * Over memory that belongs to {@code region}.
     *
     * @param stride from each element to the next, in bytes
     * @param type of its elements, as a descriptor spells it, without lifetimes
     * @param origin what stands for the library that it is of, and says what that knows of the type and what it leads to
     */
    public NativeSlice(
            NativeRegion region,
            long address,
            int length,
            long stride,
            ElementReader<T> reader,
            String type,
            Object origin) {
        this.region = region;
        this.address = address;
        this.length = length;
        this.stride = stride;
        this.reader = reader;
        this.type = type;
        this.origin = origin;
    }

    /**
     * Where the elements are, once it is seen that they can be used, and for that type; and as long as the running call
     * takes.
     *
     * @throws IllegalArgumentException if it was made for another: Java has one {@code Slice<Integer>} for many
     */
    public final long address(String wanted) {
        region.hold();
        if (!type.equals(wanted)) {
            throw new IllegalArgumentException("a slice of `" + type + "` is passed where one of `" + wanted
                    + "` is expected: copy its values with the stub's own method");
        }
        return address;
    }

    /** What stands for the library that it is of, and says what that knows of the type and what it leads to. */
    public final Object origin() {
        return origin;
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

    @Override
    public final Ref<T> ref(int index) {
        region.check();
        Objects.checkIndex(index, length);
        return new NativeRef<>(region, address(index), at -> reader.read(at, 0), type, origin);
    }

    @Override
    public Slice<T> slice(int from, int to) {
        return new NativeSlice<>(region, part(from, to), to - from, stride, reader, type, origin);
    }

    /** Where the part from one index to another is. */
    final long part(int from, int to) {
        region.check();
        Objects.checkFromToIndex(from, to, length);
        return address(from);
    }

    private long address(int index) {
        return address + index * stride;
    }

    final ElementReader<T> reader() {
        return reader;
    }

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

    @Override
    public final NativeRegion region() {
        return region;
    }

    /** Whether none of its elements leads on to another slice, or there are none. */
    private boolean isFlat() {
        return length == 0 || this instanceof NativeScalarSlice;
    }

    private Showing.Place place() {
        return new Showing.Place(type, address, length);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return (isFlat() || !(other instanceof NativeSlice<?> slice))
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

    /** Where the elements are, whether they can be used or not. */
    final long address() {
        return address;
    }

    /** How many there are, whether they can be used or not. */
    final int length() {
        return length;
    }
}
