package org.rdylib.loader.internal;

import java.lang.reflect.Array;
import org.rdylib.loader.ScalarSlice;

/** A slice of scalars by its address. */
public final class NativeScalarSlice<T, A> extends NativeSlice<T> implements ScalarSlice<T, A> {

    private final ArrayKind<A> kind;
    private final String place;

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
        super(region, address, length, kind.stride(), reader, type, origin);
        this.kind = kind;
        this.place = place;
    }

    @Override
    public ScalarSlice<T, A> slice(int from, int to) {
        return new NativeScalarSlice<>(region(), part(from, to), to - from, kind, reader(), place, type(), origin());
    }

    @Override
    public A toPrimitiveArray() {
        NativeRegion region = region();
        int mark = region.enter();
        try {
            A array = kind.make(length());
            kind.copy(address(), array, 0, length(), place);
            return array;
        } finally {
            NativeRegion.leave(mark);
        }
    }

    @Override
    public void copyTo(A into, int at) {
        copyTo(0, into, at, length());
    }

    @Override
    public void copyTo(int from, A into, int at, int count) {
        int mark = region().enter();
        try {
            int room = Array.getLength(Nulls.refuse(into, "ScalarSlice.copyTo(into)"));
            if ((from | at | count) < 0 || count > length() - from || count > room - at) {
                throw new IndexOutOfBoundsException(place + ": " + count + " elements from index " + from + " of "
                        + length() + " are copied to index " + at + " of an array of " + room);
            }
            kind.copy(address() + from * kind.stride(), into, at, count, place);
        } finally {
            NativeRegion.leave(mark);
        }
    }
}
