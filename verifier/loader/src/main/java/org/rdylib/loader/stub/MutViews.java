package org.rdylib.loader.stub;

import org.rdylib.loader.MutRef;
import org.rdylib.loader.MutScalarSlice;
import org.rdylib.loader.MutSlice;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.ArrayKind;
import org.rdylib.loader.internal.NativeMutRef;
import org.rdylib.loader.internal.NativeMutScalarSlice;
import org.rdylib.loader.internal.NativeMutSlice;
import org.rdylib.loader.stub.Views.Elements;
import org.rdylib.loader.stub.Views.Reader;

/** Exclusive slices and references that a library answers with, {@code &mut}: plain data in memory that belongs to a region. */
public final class MutViews {

    private MutViews() {}

    /**
     * A {@code &mut str} from the library.
     *
     * @throws org.rdylib.loader.InvalidValueException if its address is null or it is not UTF-8
     */
    public static MutRef<String> text(Region region, long address, long length, String place) {
        // It is looked at as a whole, as one that is only read.
        Values.string(address, length, place);
        return new NativeMutRef<>(
                Views.viewed(region),
                address,
                at -> Values.string(at, length, place),
                Replacing.<String>whole(length, (text, at) -> Values.replace(text, at, length, place), place)
                        .replacer(),
                "str");
    }

    /**
     * A {@code &mut T} from the library.
     *
     * @throws org.rdylib.loader.InvalidValueException if its address is null or not aligned
     */
    public static <T> MutRef<T> ref(
            Region region,
            long address,
            long align,
            Reader<T> reader,
            Replacing<T> replacing,
            String place,
            String type) {
        long at = Values.reference(address, align, place);
        return new NativeMutRef<>(Views.viewed(region), at, reader, replacing.replacer(), type);
    }

    /**
     * A {@code &mut [T]} from the library.
     *
     * @throws org.rdylib.loader.InvalidValueException if its address is null or not aligned, or if it is too long
     */
    public static <T> MutSlice<T> slice(
            Region region,
            long address,
            long length,
            long stride,
            long align,
            Elements<T> elements,
            Replacing<T> replacing,
            String place,
            String type) {
        int count = Values.sliceLength(address, length, align, place);
        return new NativeMutSlice<>(Views.viewed(region), address, count, stride, elements, replacing.replacer(), type);
    }

    /**
     * A {@code &mut [T]} of scalars from the library.
     *
     * @throws org.rdylib.loader.InvalidValueException if its address is null or not aligned, or if it is too long
     */
    public static <T, A> MutScalarSlice<T, A> scalars(
            Region region,
            long address,
            long length,
            ScalarArrays<A> arrays,
            Elements<T> elements,
            Replacing<T> replacing,
            String place,
            String type) {
        ArrayKind<A> kind = arrays.kind();
        int count = Values.sliceLength(address, length, kind.stride(), place);
        return new NativeMutScalarSlice<>(
                Views.viewed(region), address, count, kind, elements, replacing.replacer(), place, type);
    }
}
