package org.rdylib.loader.stub;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.rdylib.loader.internal.ArrayKind;
import org.rdylib.loader.internal.RawMemory;

/**
 * How the scalars of each kind stand in an array of primitives: those of another size in Java, and those of which not
 * every byte is one, are copied one by one. Those that are written are looked at before, all of them.
 */
public final class ScalarArrays<A> {

    /** {@code bool}, checked. */
    public static final ScalarArrays<boolean[]> BOOL = new ScalarArrays<>(
            1,
            boolean[]::new,
            (address, into, at, count, place) -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = Values.bool(Memory.getByte(address + i), place);
                }
            },
            (from, at, address, count, _) -> {
                for (int i = 0; i < count; i++) {
                    Memory.putBool(address + i, from[at + i]);
                }
            });

    /** {@code u8} and {@code i8}. */
    public static final ScalarArrays<byte[]> BYTES = new ScalarArrays<>(
            1,
            byte[]::new,
            (address, into, at, count, _) ->
                    MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_BYTE, address, into, at, count),
            (from, at, address, count, _) -> write(from, at, ValueLayout.JAVA_BYTE, address, count));

    /** {@code u16}. */
    public static final ScalarArrays<int[]> U16 = new ScalarArrays<>(
            2,
            int[]::new,
            (address, into, at, count, _) -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = Short.toUnsignedInt(Memory.getShort(address + 2L * i));
                }
            },
            (from, at, address, count, place) ->
                    write(Slices.u16s(part(from, at, count), place), 0, ValueLayout.JAVA_SHORT, address, count));

    /** {@code i16}. */
    public static final ScalarArrays<short[]> SHORTS = new ScalarArrays<>(
            2,
            short[]::new,
            (address, into, at, count, _) ->
                    MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_SHORT, address, into, at, count),
            (from, at, address, count, _) -> write(from, at, ValueLayout.JAVA_SHORT, address, count));

    /** {@code u32}. */
    public static final ScalarArrays<long[]> U32 = new ScalarArrays<>(
            4,
            long[]::new,
            (address, into, at, count, _) -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = Integer.toUnsignedLong(Memory.getInt(address + 4L * i));
                }
            },
            (from, at, address, count, place) -> {
                long[] part = Arrays.copyOfRange(from, at, at + count);
                write(Slices.u32s(part, place), 0, ValueLayout.JAVA_INT, address, count);
            });

    /** {@code i32}. */
    public static final ScalarArrays<int[]> INTS = new ScalarArrays<>(
            4,
            int[]::new,
            (address, into, at, count, _) ->
                    MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_INT, address, into, at, count),
            (from, at, address, count, _) -> write(from, at, ValueLayout.JAVA_INT, address, count));

    /** {@code char}, checked. */
    public static final ScalarArrays<int[]> CHAR = new ScalarArrays<>(
            4,
            int[]::new,
            (address, into, at, count, place) -> {
                for (int i = 0; i < count; i++) {
                    into[at + i] = Values.charOut(Memory.getInt(address + 4L * i), place);
                }
            },
            (from, at, address, count, place) ->
                    write(Slices.chars(part(from, at, count), place), 0, ValueLayout.JAVA_INT, address, count));

    /** {@code u64}, {@code i64}, {@code usize} and {@code isize}. */
    public static final ScalarArrays<long[]> LONGS = new ScalarArrays<>(
            8,
            long[]::new,
            (address, into, at, count, _) ->
                    MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_LONG, address, into, at, count),
            (from, at, address, count, _) -> write(from, at, ValueLayout.JAVA_LONG, address, count));

    /** {@code f32}. */
    public static final ScalarArrays<float[]> FLOATS = new ScalarArrays<>(
            4,
            float[]::new,
            (address, into, at, count, _) ->
                    MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_FLOAT, address, into, at, count),
            (from, at, address, count, _) -> write(from, at, ValueLayout.JAVA_FLOAT, address, count));

    /** {@code f64}. */
    public static final ScalarArrays<double[]> DOUBLES = new ScalarArrays<>(
            8,
            double[]::new,
            (address, into, at, count, _) ->
                    MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_DOUBLE, address, into, at, count),
            (from, at, address, count, _) -> write(from, at, ValueLayout.JAVA_DOUBLE, address, count));

    @FunctionalInterface
    private interface Copy<A> {
        void copy(long address, A into, int at, int count, String place);
    }

    @FunctionalInterface
    private interface Replace<A> {
        void replace(A from, int at, long address, int count, String place);
    }

    private record Kind<A>(long stride, IntFunction<A> maker, Copy<A> copier, Replace<A> replacer)
            implements ArrayKind<A> {

        @Override
        public A make(int length) {
            return maker.apply(length);
        }

        @Override
        public void copy(long address, A into, int at, int count, String place) {
            copier.copy(address, into, at, count, place);
        }

        @Override
        public void replace(A from, int at, long address, int count, String place) {
            replacer.replace(from, at, address, count, place);
        }
    }

    private final ArrayKind<A> kind;

    private ScalarArrays(long stride, IntFunction<A> maker, Copy<A> copier, Replace<A> replacer) {
        this.kind = new Kind<>(stride, maker, copier, replacer);
    }

    private static int[] part(int[] from, int at, int count) {
        return Arrays.copyOfRange(from, at, at + count);
    }

    private static void write(Object from, int at, ValueLayout layout, long address, int count) {
        MemorySegment.copy(from, at, RawMemory.ALL, layout, address, count);
    }

    ArrayKind<A> kind() {
        return kind;
    }
}
