package org.rdylib.loader.stub;

import java.util.List;
import java.util.function.LongConsumer;
import org.rdylib.loader.CText;
import org.rdylib.loader.Ref;
import org.rdylib.loader.Region;
import org.rdylib.loader.ScalarSlice;
import org.rdylib.loader.Slice;
import org.rdylib.loader.Text;
import org.rdylib.loader.internal.ArrayKind;
import org.rdylib.loader.internal.ElementReader;
import org.rdylib.loader.internal.NativeCText;
import org.rdylib.loader.internal.NativeRef;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.NativeScalarSlice;
import org.rdylib.loader.internal.NativeSlice;
import org.rdylib.loader.internal.NativeText;
import org.rdylib.loader.internal.ThreadState;
import org.rdylib.loader.internal.ValueReader;

/**
 * Texts, slices and references to memory that belongs to a region: made of addresses, and taken apart again.
 *
 * <p>A slice or reference knows its type as a descriptor spells it, without lifetimes: what Java calls {@code
 * Slice<Integer>} may hold {@code u8}, {@code u16}, {@code i32} or {@code char}, and one is no other.
 */
public final class Views {

    private Views() {}

    /** Reads a value of one type. */
    @FunctionalInterface
    @SuppressWarnings("exports") // one less between a view and what reads it
    public interface Reader<T> extends ValueReader<T> {

        /** The value at an address. */
        @Override
        T read(long at);
    }

    /** Reads elements of one type, whose size it knows. */
    @FunctionalInterface
    @SuppressWarnings("exports") // one less between a slice and what reads it
    public interface Elements<T> extends ElementReader<T> {

        /** The value at an index of elements that begin at {@code start}. */
        @Override
        T read(long start, long index);
    }

    /** Writes a value of one type. */
    @FunctionalInterface
    public interface Writer<T> {

        /** Puts {@code value} at an address. */
        void write(T value, long at);
    }

    /**
     * A {@code &str} from the library.
     *
     * @throws org.rdylib.loader.InvalidValueException if its address is null or it is not UTF-8
     */
    public static Text text(Region region, long address, long length, String place) {
        return NativeText.checked(viewed(region), address, length, place);
    }

    /**
     * A {@code &CStr} from the library.
     *
     * @throws org.rdylib.loader.InvalidValueException if its address is null
     */
    public static CText cText(Region region, long address, String place) {
        return NativeCText.checked(viewed(region), address, place);
    }

    /**
     * A {@code &T} from the library.
     *
     * @throws org.rdylib.loader.InvalidValueException if its address is null or not aligned
     */
    public static <T> Ref<T> ref(Region region, long address, long align, Reader<T> reader, String place, String type) {
        return ref(region, address, align, reader, place, type, Copies.SAME);
    }

    /**
     * A {@code &T} from the library, where T leads to what may have grown.
     *
     * @param copies the library's
     * @throws org.rdylib.loader.InvalidValueException if its address is null or not aligned
     */
    public static <T> Ref<T> ref(
            Region region, long address, long align, Reader<T> reader, String place, String type, Copies copies) {
        long at = Values.reference(address, align, place);
        return new NativeRef<>(viewed(region), at, reader, type, copies);
    }

    /**
     * A {@code &[T]} from the library.
     *
     * @throws org.rdylib.loader.InvalidValueException if its address is null or not aligned, or if it is too long
     */
    public static <T> Slice<T> slice(
            Region region,
            long address,
            long length,
            long stride,
            long align,
            Elements<T> elements,
            String place,
            String type) {
        return slice(region, address, length, stride, align, elements, place, type, Copies.SAME);
    }

    /**
     * A {@code &[T]} from the library, where T leads to what may have grown.
     *
     * @param copies the library's
     * @throws org.rdylib.loader.InvalidValueException if its address is null or not aligned, or if it is too long
     */
    public static <T> Slice<T> slice(
            Region region,
            long address,
            long length,
            long stride,
            long align,
            Elements<T> elements,
            String place,
            String type,
            Copies copies) {
        int count = Values.sliceLength(address, length, align, place);
        return new NativeSlice<>(viewed(region), address, count, stride, elements, type, copies);
    }

    /**
     * A {@code &[T]} of scalars from the library.
     *
     * @throws org.rdylib.loader.InvalidValueException if its address is null or not aligned, or if it is too long
     */
    public static <T, A> ScalarSlice<T, A> scalars(
            Region region,
            long address,
            long length,
            ScalarArrays<A> arrays,
            Elements<T> elements,
            String place,
            String type) {
        ArrayKind<A> kind = arrays.kind();
        int count = Values.sliceLength(address, length, kind.stride(), place);
        return new NativeScalarSlice<>(viewed(region), address, count, kind, elements, place, type, Copies.SAME);
    }

    /** What is viewed may lie in memory of Java's that was lent for the region. */
    static NativeRegion viewed(Region region) {
        NativeRegion own = (NativeRegion) region;
        own.viewPlainly();
        return own;
    }

    /** What a missing text is taken for: it is there for ever. */
    public static Text constant(String text) {
        return ConstantTexts.of(text).text();
    }

    /** A copy of {@code value} in memory of {@code region}, and a reference to it. */
    public static <T> Ref<T> newRef(
            Region region, long size, long align, T value, Writer<? super T> writer, Reader<T> reader, String type) {
        return newRef(region, size, align, value, writer, reader, type, Copies.SAME);
    }

    /**
     * The same, where what is copied may have grown.
     *
     * @param copies those of the library that it is for
     */
    public static <T> Ref<T> newRef(
            Region region,
            long size,
            long align,
            T value,
            Writer<? super T> writer,
            Reader<T> reader,
            String type,
            Copies copies) {
        NativeRegion home = (NativeRegion) region;
        long made = copied(home, size, align, at -> writer.write(value, at));
        return new NativeRef<>(home, made, reader, type, copies);
    }

    /**
     * Makes memory of a region, and writes to it. What is written may be of classes of the caller's, whose code may do anything:
     * as in a call, nothing ends meanwhile that is older.
     */
    private static long copied(NativeRegion home, long size, long align, LongConsumer write) {
        ThreadState thread = ThreadState.current();
        int mark = thread.depth();
        long outer = thread.innermost();
        long _ = thread.beginCall();
        try {
            home.hold();
            long at = home.allocate(size, align);
            write.accept(at);
            return at;
        } finally {
            thread.endCall(outer);
            // What is written may hold its own region, too.
            thread.leave(mark);
        }
    }

    /** A copy of {@code values} in memory of {@code region}, and a slice of it. */
    public static <T> Slice<T> newSlice(
            Region region,
            long stride,
            long align,
            List<? extends T> values,
            Writer<? super T> writer,
            Elements<T> reader,
            String type) {
        return newSlice(region, stride, align, values, writer, reader, type, Copies.SAME);
    }

    /**
     * The same, where what is copied may have grown.
     *
     * @param copies those of the library that it is for
     */
    public static <T> Slice<T> newSlice(
            Region region,
            long stride,
            long align,
            List<? extends T> values,
            Writer<? super T> writer,
            Elements<T> reader,
            String type,
            Copies copies) {
        NativeRegion home = (NativeRegion) region;
        List<? extends T> elements = List.copyOf(values);
        long made = copied(home, Math.max(stride * elements.size(), 1), align, at -> {
            for (int i = 0; i < elements.size(); i++) {
                writer.write(elements.get(i), at + i * stride);
            }
        });
        return new NativeSlice<>(home, made, elements.size(), stride, reader, type, copies);
    }

    /**
     * Where a text's bytes are.
     *
     * @throws org.rdylib.loader.RegionClosedException if it can no longer be used
     */
    public static long address(Text text) {
        return ((NativeText) text).address();
    }

    /**
     * Where a C string's bytes are.
     *
     * @throws org.rdylib.loader.RegionClosedException if it can no longer be used
     */
    public static long address(CText text) {
        return ((NativeCText) text).address();
    }

    /**
     * What a reference refers to.
     *
     * @param type that is expected
     * @throws IllegalArgumentException if the reference is of another type
     * @throws org.rdylib.loader.RegionClosedException if it can no longer be used
     */
    public static long address(Ref<?> ref, String type) {
        return ((NativeRef<?>) ref).address(type);
    }

    /**
     * Where a slice's elements are.
     *
     * @param type that is expected of them
     * @throws IllegalArgumentException if they are of another
     * @throws org.rdylib.loader.RegionClosedException if it can no longer be used
     */
    public static long address(Slice<?> slice, String type) {
        return ((NativeSlice<?>) slice).address(type);
    }
}
