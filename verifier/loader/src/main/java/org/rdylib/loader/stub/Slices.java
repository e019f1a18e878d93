package org.rdylib.loader.stub;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.Region;
import org.rdylib.loader.ScalarSlice;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.internal.NativeScalarSlice;
import org.rdylib.loader.internal.Nulls;
import org.rdylib.loader.internal.RawMemory;
import org.rdylib.loader.stub.Views.Elements;
import org.rdylib.loader.stub.Views.Reader;
import org.rdylib.loader.stub.Views.Writer;

/**
 * Slices and arrays that are copied: those that are passed for a call only, and the elements of {@code [T; N]}.
 *
 * <p>Scalars are copied as arrays of primitives, the others as lists. Every copy into memory is made of elements that
 * were checked before.
 */
public final class Slices {

    private Slices() {}

    /**
     * A copy of a slice from the library.
     *
     * @param stride the size of an element
     * @throws InvalidValueException if its address is null or not aligned, if it is too long, or if it holds no values
     */
    public static <T> List<T> list(long address, long length, long stride, long align, Reader<T> reader, String place) {
        int elements = Values.sliceLength(address, length, align, place);
        List<T> list = new ArrayList<>(elements);
        for (int i = 0; i < elements; i++) {
            list.add(reader.read(address + i * stride));
        }
        return List.copyOf(list);
    }

    /**
     * A copy of the caller's list, or itself if that never changes.
     *
     * @throws NullPointerException if it is null, or one of its elements is
     */
    public static <T> List<T> copyOf(List<T> values, String place) {
        Nulls.refuse(values, place);
        try {
            return List.copyOf(values);
        } catch (NullPointerException thrown) {
            throw Nulls.in(values, place, thrown);
        }
    }

    /**
     * The elements of an array on their way in.
     *
     * @throws NullPointerException if it is null, or one of them is
     * @throws IllegalArgumentException if there is another number of them
     */
    public static <T> List<T> elements(List<T> values, int length, String place) {
        List<T> elements = copyOf(values, place);
        if (elements.size() != length) {
            throw new IllegalArgumentException(place + ": " + elements.size() + " elements instead of " + length);
        }
        return elements;
    }

    /**
     * A copy of all lists in {@code value} and in the options, results and tuples that it is made of: from here on, no
     * code of the caller's runs when it is read.
     *
     * @throws NullPointerException if it is null, or an element of a list is
     */
    @SuppressWarnings("unchecked") // each is replaced by an equal one of its kind
    public static <T> T frozen(T value, String place) {
        return (T) Freezing.copy(Nulls.refuse(value, place), place);
    }

    /** Writes elements one behind the other. */
    public static <T> void put(List<T> elements, long at, long stride, Writer<? super T> writer) {
        for (int i = 0; i < elements.size(); i++) {
            writer.write(elements.get(i), at + i * stride);
        }
    }

    /** Writes elements over those of the library's: all of them, or none where one of them cannot be written. */
    public static <T> void replace(List<T> elements, long at, long stride, Writer<? super T> writer) {
        replace(at, Math.multiplyExact(stride, elements.size()), whole -> put(elements, whole, stride, writer));
    }

    /** Writes a value over one of the library's: the whole of it, or nothing where a part of it cannot be written. */
    public static <T> void replaceOne(T value, long at, long size, Writer<? super T> writer) {
        replace(at, size, whole -> writer.write(value, whole));
    }

    /** The library goes on with what is there, whatever comes of it: a tag of one variant and fields of another, say. */
    private static void replace(long at, long size, LongConsumer write) {
        CallMemory memory = CallMemory.current();
        long mark = memory.mark();
        try {
            long whole = memory.reserve(Math.max(size, 1), Long.BYTES);
            Memory.copy(at, whole, size);
            write.accept(whole);
            Memory.copy(whole, at, size);
        } finally {
            memory.releaseTo(mark);
        }
    }

    /** Writes values one behind the other. */
    public static void put(byte[] values, long at) {
        MemorySegment.copy(values, 0, RawMemory.ALL, ValueLayout.JAVA_BYTE, at, values.length);
    }

    /** Writes values one behind the other. */
    public static void put(short[] values, long at) {
        MemorySegment.copy(values, 0, RawMemory.ALL, ValueLayout.JAVA_SHORT, at, values.length);
    }

    /** Writes values one behind the other. */
    public static void put(int[] values, long at) {
        MemorySegment.copy(values, 0, RawMemory.ALL, ValueLayout.JAVA_INT, at, values.length);
    }

    /** Writes values one behind the other. */
    public static void put(long[] values, long at) {
        MemorySegment.copy(values, 0, RawMemory.ALL, ValueLayout.JAVA_LONG, at, values.length);
    }

    /** Writes values one behind the other. */
    public static void put(float[] values, long at) {
        MemorySegment.copy(values, 0, RawMemory.ALL, ValueLayout.JAVA_FLOAT, at, values.length);
    }

    /** Writes values one behind the other. */
    public static void put(double[] values, long at) {
        MemorySegment.copy(values, 0, RawMemory.ALL, ValueLayout.JAVA_DOUBLE, at, values.length);
    }

    /** The address of a copy of {@code elements} that lives as long as the call; never null, even where there are none. */
    public static <T> long copy(CallFrame frame, List<T> elements, long stride, long align, Writer<? super T> writer) {
        long at = frame.reserve(Math.max(Math.multiplyExact(stride, elements.size()), 1), align);
        put(elements, at, stride, writer);
        return at;
    }

    private static <T, A> ScalarSlice<T, A> newSlice(
            Region region,
            Object elements,
            int length,
            ValueLayout layout,
            ScalarArrays<A> arrays,
            Elements<T> reader,
            String type) {
        NativeRegion home = (NativeRegion) region;
        long size = layout.byteSize();
        int mark = home.enter();
        try {
            long at = home.allocate(Math.max(length * size, 1), size);
            MemorySegment.copy(elements, 0, RawMemory.ALL, layout, at, length);
            return new NativeScalarSlice<>(
                    home, at, length, arrays.kind(), reader, "a slice of `" + type + "`", type, Copies.SAME);
        } finally {
            NativeRegion.leave(mark);
        }
    }

    /** {@code bool}s as bytes. */
    public static byte[] booleans(boolean[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return bytes;
    }

    /**
     * {@code u16}s on their way in.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public static short[] u16s(int[] values, String place) {
        short[] shorts = new short[values.length];
        for (int i = 0; i < shorts.length; i++) {
            shorts[i] = Values.u16(values[i], place);
        }
        return shorts;
    }

    /**
     * {@code u32}s on their way in.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public static int[] u32s(long[] values, String place) {
        int[] ints = new int[values.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = Values.u32(values[i], place);
        }
        return ints;
    }

    /**
     * {@code char}s on their way in.
     *
     * @throws IllegalArgumentException if one is no Unicode scalar value
     */
    public static int[] chars(int[] values, String place) {
        int[] chars = values.clone();
        for (int value : chars) {
            Values.charIn(value, place);
        }
        return chars;
    }

    /**
     * A copy of a slice from the library.
     *
     * @throws InvalidValueException if its address is null or not aligned, or if it is too long
     */
    public static byte[] bytes(long address, long length, String place) {
        byte[] values = new byte[Values.sliceLength(address, length, 1, place)];
        MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_BYTE, address, values, 0, values.length);
        return values;
    }

    /** A copy of {@code values} in memory of {@code region}, and a slice of it, whose elements are of {@code type}. */
    public static <T, A> ScalarSlice<T, A> newSlice(
            Region region, byte[] values, ScalarArrays<A> arrays, Elements<T> reader, String type) {
        return newSlice(region, values.clone(), values.length, ValueLayout.JAVA_BYTE, arrays, reader, type);
    }

    /**
     * A copy of a slice from the library.
     *
     * @throws InvalidValueException if its address is null or not aligned, or if it is too long
     */
    public static short[] shorts(long address, long length, String place) {
        short[] values = new short[Values.sliceLength(address, length, 2, place)];
        MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_SHORT, address, values, 0, values.length);
        return values;
    }

    /** A copy of {@code values} in memory of {@code region}, and a slice of it, whose elements are of {@code type}. */
    public static <T, A> ScalarSlice<T, A> newSlice(
            Region region, short[] values, ScalarArrays<A> arrays, Elements<T> reader, String type) {
        return newSlice(region, values.clone(), values.length, ValueLayout.JAVA_SHORT, arrays, reader, type);
    }

    /**
     * A copy of a slice from the library.
     *
     * @throws InvalidValueException if its address is null or not aligned, or if it is too long
     */
    public static int[] ints(long address, long length, String place) {
        int[] values = new int[Values.sliceLength(address, length, 4, place)];
        MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_INT, address, values, 0, values.length);
        return values;
    }

    /** A copy of {@code values} in memory of {@code region}, and a slice of it, whose elements are of {@code type}. */
    public static <T, A> ScalarSlice<T, A> newSlice(
            Region region, int[] values, ScalarArrays<A> arrays, Elements<T> reader, String type) {
        return newSlice(region, values.clone(), values.length, ValueLayout.JAVA_INT, arrays, reader, type);
    }

    /**
     * A copy of a slice from the library.
     *
     * @throws InvalidValueException if its address is null or not aligned, or if it is too long
     */
    public static long[] longs(long address, long length, String place) {
        long[] values = new long[Values.sliceLength(address, length, 8, place)];
        MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_LONG, address, values, 0, values.length);
        return values;
    }

    /** A copy of {@code values} in memory of {@code region}, and a slice of it, whose elements are of {@code type}. */
    public static <T, A> ScalarSlice<T, A> newSlice(
            Region region, long[] values, ScalarArrays<A> arrays, Elements<T> reader, String type) {
        return newSlice(region, values.clone(), values.length, ValueLayout.JAVA_LONG, arrays, reader, type);
    }

    /**
     * A copy of a slice from the library.
     *
     * @throws InvalidValueException if its address is null or not aligned, or if it is too long
     */
    public static float[] floats(long address, long length, String place) {
        float[] values = new float[Values.sliceLength(address, length, 4, place)];
        MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_FLOAT, address, values, 0, values.length);
        return values;
    }

    /** A copy of {@code values} in memory of {@code region}, and a slice of it, whose elements are of {@code type}. */
    public static <T, A> ScalarSlice<T, A> newSlice(
            Region region, float[] values, ScalarArrays<A> arrays, Elements<T> reader, String type) {
        return newSlice(region, values.clone(), values.length, ValueLayout.JAVA_FLOAT, arrays, reader, type);
    }

    /**
     * A copy of a slice from the library.
     *
     * @throws InvalidValueException if its address is null or not aligned, or if it is too long
     */
    public static double[] doubles(long address, long length, String place) {
        double[] values = new double[Values.sliceLength(address, length, 8, place)];
        MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_DOUBLE, address, values, 0, values.length);
        return values;
    }

    /** A copy of {@code values} in memory of {@code region}, and a slice of it, whose elements are of {@code type}. */
    public static <T, A> ScalarSlice<T, A> newSlice(
            Region region, double[] values, ScalarArrays<A> arrays, Elements<T> reader, String type) {
        return newSlice(region, values.clone(), values.length, ValueLayout.JAVA_DOUBLE, arrays, reader, type);
    }

    /**
     * A copy of a slice of {@code bool}s from the library.
     *
     * @throws InvalidValueException if its address is null, if it is too long, or if one is neither 0 nor 1
     */
    public static boolean[] booleans(long address, long length, String place) {
        byte[] bytes = bytes(address, length, place);
        boolean[] values = new boolean[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Values.bool(bytes[i], place);
        }
        return values;
    }

    /**
     * A copy of a slice of {@code u16}s from the library.
     *
     * @throws InvalidValueException if its address is null or not aligned, or if it is too long
     */
    public static int[] u16s(long address, long length, String place) {
        short[] shorts = shorts(address, length, place);
        int[] values = new int[shorts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Short.toUnsignedInt(shorts[i]);
        }
        return values;
    }

    /**
     * A copy of a slice of {@code u32}s from the library.
     *
     * @throws InvalidValueException if its address is null or not aligned, or if it is too long
     */
    public static long[] u32s(long address, long length, String place) {
        int[] ints = ints(address, length, place);
        long[] values = new long[ints.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Integer.toUnsignedLong(ints[i]);
        }
        return values;
    }

    /**
     * A copy of a slice of {@code char}s from the library.
     *
     * @throws InvalidValueException if its address is null or not aligned, if it is too long, or if one is no Unicode
     *     scalar value
     */
    public static int[] chars(long address, long length, String place) {
        int[] values = ints(address, length, place);
        for (int value : values) {
            Values.charOut(value, place);
        }
        return values;
    }
}
