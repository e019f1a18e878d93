package org.rdylib.loader.internal;

import org.rdylib.loader.MutRef;
import org.rdylib.loader.MutSlice;

/** An exclusive slice by its address. */
public sealed class NativeMutSlice<T> extends NativeElements<T> implements MutSlice<T> permits NativeMutScalarSlice {

    private final ValueReplacer<T> replacer;

    /**
     * Over memory that belongs to {@code region}.
     *
     * @param stride from each element to the next, in bytes
     * @param type of its elements, as a descriptor spells it, without lifetimes
     */
    public NativeMutSlice(
            NativeRegion region,
            long address,
            int length,
            long stride,
            ElementReader<T> reader,
            ValueReplacer<T> replacer,
            String type) {
        super(region, address, length, stride, reader, type);
        this.replacer = replacer;
    }

    final ValueReplacer<T> replacer() {
        return replacer;
    }

    @Override
    public final T set(int index, T value) {
        T before = get(index);
        replacer.replace(region(), element(index), value);
        return before;
    }

    @Override
    public final MutRef<T> ref(int index) {
        return new NativeMutRef<>(region(), element(index), at -> reader().read(at, 0), replacer, type());
    }

    @Override
    public MutSlice<T> slice(int from, int to) {
        return new NativeMutSlice<>(region(), part(from, to), to - from, stride(), reader(), replacer, type());
    }

    /** What borrows is not viewed so. */
    @Override
    final boolean isFlat() {
        return true;
    }
}
