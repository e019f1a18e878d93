package org.rdylib.loader.internal;

import org.rdylib.loader.Ref;

/** A reference by its address. */
public final class NativeRef<T> implements Ref<T> {

    private final NativeRegion region;
    private final long address;
    private final ElementReader<T> reader;

    /** To memory that belongs to {@code region}. */
    public NativeRef(NativeRegion region, long address, ElementReader<T> reader) {
        this.region = region;
        this.address = address;
        this.reader = reader;
    }

    /** Where the value is, once it is seen that it can be used. */
    public long address() {
        region.check();
        return address;
    }

    @Override
    public T get() {
        region.check();
        return reader.read(address);
    }

    @Override
    public NativeRegion region() {
        return region;
    }

    @Override
    public String toString() {
        return "&" + get();
    }
}
