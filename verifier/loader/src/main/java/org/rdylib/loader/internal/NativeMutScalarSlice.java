package org.rdylib.loader.internal;

import org.rdylib.loader.MutScalarSlice;

/** An exclusive slice of scalars by its address. */
public final class NativeMutScalarSlice<T, A> extends NativeMutSlice<T> implements MutScalarSlice<T, A> {

    private final Scalars<A> scalars;

    /**
     * Over memory that belongs to {@code region}.
     *
     * @param place where the slice comes from, for messages
     * @param type of its elements, as a descriptor spells it
     */
    public NativeMutScalarSlice(
            NativeRegion region,
            long address,
            int length,
            ArrayKind<A> kind,
            ElementReader<T> reader,
            ValueReplacer<T> replacer,
            String place,
            String type) {
        this(region, address, length, new Scalars<>(kind, place), reader, replacer, type);
    }

    private NativeMutScalarSlice(
            NativeRegion region,
            long address,
            int length,
            Scalars<A> scalars,
            ElementReader<T> reader,
            ValueReplacer<T> replacer,
            String type) {
        super(region, address, length, scalars.kind().stride(), reader, replacer, type);
        this.scalars = scalars;
    }

    @Override
    public MutScalarSlice<T, A> slice(int from, int to) {
        return new NativeMutScalarSlice<>(region(), part(from, to), to - from, scalars, reader(), replacer(), type());
    }

    @Override
    public A toPrimitiveArray() {
        return scalars.toArray(this);
    }

    @Override
    public void copyTo(A into, int at) {
        copyTo(0, into, at, length());
    }

    @Override
    public void copyTo(int from, A into, int at, int count) {
        scalars.copy(this, from, Nulls.refuse(into, "MutScalarSlice.copyTo(into)"), at, count);
    }

    @Override
    public void copyFrom(A values, int at) {
        copyFrom(values, at, 0, length());
    }

    @Override
    public void copyFrom(A values, int at, int to, int count) {
        scalars.replace(this, Nulls.refuse(values, "MutScalarSlice.copyFrom(values)"), at, to, count);
    }
}
