package org.rdylib.loader.internal;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import org.rdylib.loader.Slice;

/** A slice by its address. */
public final class NativeSlice<T> extends AbstractList<T> implements Slice<T>, RandomAccess {

    private final NativeRegion region;
    private final long address;
    private final int length;
    private final long stride;
    private final ElementReader<T> reader;

    /** Over memory that belongs to {@code region}. */
    public NativeSlice(NativeRegion region, long address, int length, long stride, ElementReader<T> reader) {
        this.region = region;
        this.address = address;
        this.length = length;
        this.stride = stride;
        this.reader = reader;
    }

    /** Where the elements are, once it is seen that they can be used. */
    public long address() {
        region.check();
        return address;
    }

    @Override
    public T get(int index) {
        region.check();
        return reader.read(address + Objects.checkIndex(index, length) * stride);
    }

    @Override
    public int size() {
        region.check();
        return length;
    }

    @Override
    public NativeRegion region() {
        return region;
    }
}
