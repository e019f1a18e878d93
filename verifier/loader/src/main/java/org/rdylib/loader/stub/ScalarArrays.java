package org.rdylib.loader.stub;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.IntFunction;
import org.rdylib.loader.internal.ArrayKind;
import org.rdylib.loader.internal.RawMemory;

/**
 * How the scalars of each kind stand in an array of primitives: those of another size in Java, and those of which not
 * every byte is one, are copied one by one.
 */
public final class ScalarArrays<A> {

    /** {@code bool}, checked. */
    public static final ScalarArrays<boolean[]> BOOL =
            new ScalarArrays<>(1, boolean[]::new, (address, into, at, count, place) -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = Values.bool(Memory.getByte(address + i), place);
                }
            });

    /** {@code u8} and {@code i8}. */
    public static final ScalarArrays<byte[]> BYTES = new ScalarArrays<>(
            1,
            byte[]::new,
            (address, into, at, count, _) ->
                    MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_BYTE, address, into, at, count));

    /** {@code u16}. */
    public static final ScalarArrays<int[]> U16 = new ScalarArrays<>(2, int[]::new, (address, into, at, count, _) -> {
        for (int i = 0; i < count; i++) {
            into[at + i] = Short.toUnsignedInt(Memory.getShort(address + 2L * i));
        }
    });

    /** {@code i16}. */
    public static final ScalarArrays<short[]> SHORTS = new ScalarArrays<>(
            2,
            short[]::new,
            (address, into, at, count, _) ->
                    MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_SHORT, address, into, at, count));

    /** {@code u32}. */
    public static final ScalarArrays<long[]> U32 = new ScalarArrays<>(4, long[]::new, (address, into, at, count, _) -> {
        for (int i = 0; i < count; i++) {
            into[at + i] = Integer.toUnsignedLong(Memory.getInt(address + 4L * i));
        }
    });

    /** {@code i32}. */
    public static final ScalarArrays<int[]> INTS = new ScalarArrays<>(
            4,
            int[]::new,
            (address, into, at, count, _) ->
                    MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_INT, address, into, at, count));

    /** {@code char}, checked. */
    public static final ScalarArrays<int[]> CHAR =
            new ScalarArrays<>(4, int[]::new, (address, into, at, count, place) -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = Values.charOut(Memory.getInt(address + 4L * i), place);
                }
            });

    /** {@code u64}, {@code i64}, {@code usize} and {@code isize}. */
    public static final ScalarArrays<long[]> LONGS = new ScalarArrays<>(
            8,
            long[]::new,
            (address, into, at, count, _) ->
                    MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_LONG, address, into, at, count));

    /** {@code f32}. */
    public static final ScalarArrays<float[]> FLOATS = new ScalarArrays<>(
            4,
            float[]::new,
            (address, into, at, count, _) ->
                    MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_FLOAT, address, into, at, count));

    /** {@code f64}. */
    public static final ScalarArrays<double[]> DOUBLES = new ScalarArrays<>(
            8,
            double[]::new,
            (address, into, at, count, _) ->
                    MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_DOUBLE, address, into, at, count));

    @FunctionalInterface
    private interface Copy<A> {
        void copy(long address, A into, int at, int count, String place);
    }

    private record Kind<A>(long stride, IntFunction<A> maker, Copy<A> copier) implements ArrayKind<A> {

        @Override
        public A make(int length) {
            return maker.apply(length);
        }

        @Override
        public void copy(long address, A into, int at, int count, String place) {
            copier.copy(address, into, at, count, place);
        }
    }

    private final ArrayKind<A> kind;

    private ScalarArrays(long stride, IntFunction<A> maker, Copy<A> copier) {
        this.kind = new Kind<>(stride, maker, copier);
    }

    ArrayKind<A> kind() {
        return kind;
    }
}
