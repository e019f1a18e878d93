package org.rdylib.loader.stub;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.rdylib.loader.internal.RawMemory;

/**
 * Reads and writes memory by address, in the byte order of the machine, at any alignment. Nothing is checked: the caller
 * knows that the address is good.
 */
public final class Memory {

    private static final MemorySegment ALL = RawMemory.ALL;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED;

    private Memory() {}

    /** The byte at {@code at}. */
    public static byte getByte(long at) {
        return ALL.get(JAVA_BYTE, at);
    }

    /** The 16 bits at {@code at}. */
    public static short getShort(long at) {
        return ALL.get(SHORT, at);
    }

    /** The 32 bits at {@code at}. */
    public static int getInt(long at) {
        return ALL.get(INT, at);
    }

    /** The 64 bits, or the pointer, at {@code at}. */
    public static long getLong(long at) {
        return ALL.get(LONG, at);
    }

    /** The {@code f32} at {@code at}. */
    public static float getFloat(long at) {
        return ALL.get(FLOAT, at);
    }

    /** The {@code f64} at {@code at}. */
    public static double getDouble(long at) {
        return ALL.get(DOUBLE, at);
    }

    /** Writes a byte. */
    public static void putByte(long at, byte value) {
        ALL.set(JAVA_BYTE, at, value);
    }

    /** Writes a {@code bool}. */
    public static void putBool(long at, boolean value) {
        ALL.set(JAVA_BYTE, at, (byte) (value ? 1 : 0));
    }

    /** Writes 16 bits. */
    public static void putShort(long at, short value) {
        ALL.set(SHORT, at, value);
    }

    /** Writes 32 bits. */
    public static void putInt(long at, int value) {
        ALL.set(INT, at, value);
    }

    /** Writes 64 bits, or a pointer. */
    public static void putLong(long at, long value) {
        ALL.set(LONG, at, value);
    }

    /** Writes an {@code f32}. */
    public static void putFloat(long at, float value) {
        ALL.set(FLOAT, at, value);
    }

    /** Writes an {@code f64}. */
    public static void putDouble(long at, double value) {
        ALL.set(DOUBLE, at, value);
    }

    /** Writes zero bytes. */
    public static void clear(long at, long size) {
        ALL.asSlice(at, size).fill((byte) 0);
    }

    /** Copies {@code size} bytes. */
    public static void copy(long from, long to, long size) {
        MemorySegment.copy(ALL, from, ALL, to, size);
    }

    /** {@code size} bytes as a segment, for a struct that is passed by value. */
    public static MemorySegment segment(long at, long size) {
        return ALL.asSlice(at, size);
    }
}
