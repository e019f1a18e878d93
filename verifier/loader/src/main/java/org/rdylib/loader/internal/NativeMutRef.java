package org.rdylib.loader.internal;

import org.rdylib.loader.MutRef;

/** An exclusive reference by its address. */
public final class NativeMutRef<T> implements MutRef<T> {

    private final NativeRegion region;
    private final long address;
    private final ValueReader<T> reader;
    private final ValueReplacer<T> replacer;
    private final String type;

    /**
     * To memory that belongs to {@code region}.
     *
     * @param type of the value, as a descriptor spells it, without lifetimes
     */
    public NativeMutRef(
            NativeRegion region, long address, ValueReader<T> reader, ValueReplacer<T> replacer, String type) {
        this.region = region;
        this.address = address;
        this.reader = reader;
        this.replacer = replacer;
        this.type = type;
    }

    @Override
    public T get() {
        int mark = region.enter();
        try {
            return reader.read(address);
        } finally {
            NativeRegion.leave(mark);
        }
    }

    @Override
    public void set(T value) {
        replacer.replace(region, address, value);
    }

    @Override
    public NativeRegion region() {
        return region;
    }

    @Override
    public String toString() {
        return Showing.of(new Showing.Place(type, address, -1), () -> "&mut " + get(), "&mut ...");
    }
}
