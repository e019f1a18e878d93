package org.rdylib.loader.internal;

import org.rdylib.loader.Ref;
import org.rdylib.loader.Slice;

/** A slice by its address. */
public sealed class NativeSlice<T> extends NativeElements<T> implements Slice<T> permits NativeScalarSlice {

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
        super(region, address, length, stride, reader, type);
        this.origin = origin;
    }

    /**
     * Where the elements are, once it is seen that they can be used, and for that type; and as long as the running call
     * takes.
     *
     * @throws IllegalArgumentException if it was made for another: Java has one {@code Slice<Integer>} for many
     */
    public final long address(String wanted) {
        region().hold();
        if (!type().equals(wanted)) {
            throw new IllegalArgumentException("a slice of `" + type() + "` is passed where one of `" + wanted
                    + "` is expected: copy its values with the stub's own method");
        }
        return address();
    }

    /** What stands for the library that it is of, and says what that knows of the type and what it leads to. */
    public final Object origin() {
        return origin;
    }

    @Override
    public final Ref<T> ref(int index) {
        return new NativeRef<>(region(), element(index), at -> reader().read(at, 0), type(), origin);
    }

    @Override
    public Slice<T> slice(int from, int to) {
        return new NativeSlice<>(region(), part(from, to), to - from, stride(), reader(), type(), origin);
    }

    @Override
    boolean isFlat() {
        return length() == 0;
    }
}
