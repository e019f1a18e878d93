package org.rdylib.loader.internal;

import org.rdylib.loader.ScalarSlice;

/** A slice of scalars by its address. */
public final class NativeScalarSlice<T, A> extends NativeSlice<T> implements ScalarSlice<T, A> {

    private final Scalars<A> scalars;

    /**
     * Over memory that belongs to {@code region}.
     *
     * @param place where the slice comes from, for messages
     * @param type of its elements, as a descriptor spells it
     * @param origin the same for all libraries
     */
    public NativeScalarSlice(
            NativeRegion region,
            long address,
            int length,
            ArrayKind<A> kind,
            ElementReader<T> reader,
            String place,
            String type,
            Object origin) {
        this(region, address, length, new Scalars<>(kind, place), reader, type, origin);
    }

    private NativeScalarSlice(
            NativeRegion region,
            long address,
            int length,
            Scalars<A> scalars,
            ElementReader<T> reader,
            String type,
            Object origin) {
        super(region, address, length, scalars.kind().stride(), reader, type, origin);
        this.scalars = scalars;
    }

    @Override
    public ScalarSlice<T, A> slice(int from, int to) {
        return new NativeScalarSlice<>(region(), part(from, to), to - from, scalars, reader(), type(), origin());
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
        scalars.copy(this, from, Nulls.refuse(into, "ScalarSlice.copyTo(into)"), at, count);
    }

    @Override
    boolean isFlat() {
        return true;
    }
}
