package org.rdylib.loader.stub;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.internal.NativeCText;
import org.rdylib.loader.internal.NativeText;
import org.rdylib.loader.internal.RawMemory;
import org.rdylib.loader.internal.Utf8;

/**
 * Values that Java has no type for, checked on their way: what goes in out of range is the caller's mistake, what comes
 * out is the library's.
 *
 * <p>{@code place} says where the value stands, for the message: {@code parse(text)}, {@code Span.start}.
 */
public final class Values {

    private static final int WIDE = 16;

    /** An address of any alignment, where nothing is. */
    private static final long NOWHERE = 1 << 12;

    private Values() {}

    /**
     * Returns if there is nothing in the place for what a library makes.
     *
     * @throws IllegalArgumentException if there is: the library would write over it
     */
    public static void requireEmpty(Optional<?> value, String place) {
        if (value.isPresent()) {
            throw new IllegalArgumentException(
                    place + ": what the library is to put there goes into an empty Optional");
        }
    }

    /**
     * How much is passed, to a function that takes the number in an integer of its own.
     *
     * @param greatest that it can be
     * @throws IllegalArgumentException if it is more
     */
    public static long length(long length, long greatest, String place) {
        if (length > greatest) {
            throw new IllegalArgumentException(
                    place + ": a length of " + length + ", where the library takes " + greatest + " at most");
        }
        return length;
    }

    /**
     * Returns if two that are passed with one length have it.
     *
     * @throws IllegalArgumentException if they have not
     */
    public static void requireSameLength(long one, long other, String place) {
        if (one != other) {
            throw new IllegalArgumentException(
                    place + ": a length of " + other + ", where the library takes the same as of another, " + one);
        }
    }

    /**
     * A {@code u8} on its way in.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static byte u8(int value, String place) {
        if ((value & ~0xFF) != 0) {
            throw outOfRange(value, "u8", place);
        }
        return (byte) value;
    }

    /**
     * A {@code u16} on its way in.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static short u16(int value, String place) {
        if ((value & ~0xFFFF) != 0) {
            throw outOfRange(value, "u16", place);
        }
        return (short) value;
    }

    /**
     * A {@code u32} on its way in.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static int u32(long value, String place) {
        if ((value & ~0xFFFF_FFFFL) != 0) {
            throw outOfRange(value, "u32", place);
        }
        return (int) value;
    }

    /**
     * A {@code char} on its way in.
     *
     * @throws IllegalArgumentException if it is no Unicode scalar value
     */
    public static int charIn(int value, String place) {
        if (!isScalarValue(value)) {
            throw outOfRange(value, "char", place);
        }
        return value;
    }

    /**
     * A {@code char} from the library.
     *
     * @throws InvalidValueException if it is no Unicode scalar value
     */
    public static int charOut(int value, String place) {
        if (!isScalarValue(value)) {
            throw new InvalidValueException(place + ": 0x" + Integer.toHexString(value) + " is no char");
        }
        return value;
    }

    private static boolean isScalarValue(int value) {
        return Character.isValidCodePoint(value) && (value < 0xD800 || value > 0xDFFF);
    }

    private static IllegalArgumentException outOfRange(long value, String type, String place) {
        return new IllegalArgumentException(place + ": " + value + " is no " + type);
    }

    /** The {@code u128} at an address. */
    public static BigInteger u128(long at) {
        return new BigInteger(1, bytes(at));
    }

    /** The {@code i128} at an address. */
    public static BigInteger i128(long at) {
        return new BigInteger(bytes(at));
    }

    /** The most significant first, as Java has them. */
    private static byte[] bytes(long at) {
        return ByteBuffer.allocate(WIDE)
                .putLong(Memory.getLong(at + Long.BYTES))
                .putLong(Memory.getLong(at))
                .array();
    }

    /**
     * Writes a {@code u128}.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static void putU128(long at, BigInteger value, String place) {
        putWide(at, value, value.signum() >= 0 && value.bitLength() <= WIDE * Byte.SIZE, "u128", place);
    }

    /**
     * Writes an {@code i128}.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public static void putI128(long at, BigInteger value, String place) {
        putWide(at, value, value.bitLength() < WIDE * Byte.SIZE, "i128", place);
    }

    private static void putWide(long at, BigInteger value, boolean fits, String type, String place) {
        if (!fits) {
            throw new IllegalArgumentException(place + ": " + value + " is no " + type);
        }
        Memory.putLong(at, value.longValue());
        Memory.putLong(at + Long.BYTES, value.shiftRight(Long.SIZE).longValue());
    }

    /**
     * A {@code bool} from the library.
     *
     * @throws InvalidValueException if it is neither 0 nor 1
     */
    public static boolean bool(byte value, String place) {
        if ((value & ~1) != 0) {
            throw new InvalidValueException(place + ": " + (value & 0xFF) + " is no bool");
        }
        return value != 0;
    }

    /** What to throw for a discriminant from the library that no variant of {@code type} has. */
    public static InvalidValueException unknownTag(long value, String type, String place) {
        return new InvalidValueException(place + ": " + value + " is no variant of " + type);
    }

    /**
     * A reference from the library.
     *
     * @throws InvalidValueException if it is null or not aligned, or an address of the kernel's
     */
    public static long reference(long address, long align, String place) {
        if (address == 0) {
            throw new InvalidValueException(place + ": a null reference");
        }
        if (address < 0) {
            throw new InvalidValueException(
                    place + ": a reference to 0x" + Long.toHexString(address) + ", where no program has memory");
        }
        if ((address & (align - 1)) != 0) {
            throw new InvalidValueException(
                    place + ": a reference to 0x" + Long.toHexString(address) + ", which is not aligned to " + align);
        }
        return address;
    }

    /**
     * The address that a raw pointer stands for on its way in.
     *
     * @throws IllegalArgumentException if that is memory of Java's own heap
     * @throws IllegalStateException if it has been freed
     */
    public static long pointer(MemorySegment pointer, String place) {
        if (!pointer.isNative()) {
            throw new IllegalArgumentException(place + ": a library cannot reach memory of Java's heap");
        }
        if (!pointer.scope().isAlive()) {
            throw new IllegalStateException(place + ": the memory has been freed");
        }
        return pointer.address();
    }

    /** Where the elements of a slice are, or the bytes of a text, that C passes: that may be null where there are none. */
    public static long elements(long address, long length) {
        return address == 0 && length == 0 ? NOWHERE : address;
    }

    /**
     * The length of a slice from the library.
     *
     * @throws InvalidValueException if its address is null or not aligned, or if it has more elements than a Java list
     */
    public static int sliceLength(long address, long length, long align, String place) {
        reference(address, align, place);
        if (length < 0 || length > Integer.MAX_VALUE - 8) {
            throw new InvalidValueException(
                    place + ": a slice of " + Long.toUnsignedString(length) + " elements, more than Java can hold");
        }
        return (int) length;
    }

    /**
     * A copy of a text from the library.
     *
     * @throws InvalidValueException if its address is null or it is not UTF-8
     */
    public static String string(long address, long length, String place) {
        boolean ascii = NativeText.check(address, length, place);
        return Utf8.string(address, (int) length, ascii);
    }

    /**
     * A copy of a C string from the library, malformed UTF-8 replaced.
     *
     * @throws InvalidValueException if its address is null
     */
    public static String cString(long address, String place) {
        return Utf8.string(address, NativeCText.lengthOf(address, place), false);
    }

    /**
     * The bytes of a text on its way in.
     *
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if it contains an unpaired surrogate
     */
    public static byte[] utf8(String text, String place) {
        return Utf8.encode(text, place);
    }

    /**
     * Writes over a text, with another of as many bytes.
     *
     * @throws IllegalArgumentException if it has more or fewer, or contains an unpaired surrogate
     */
    public static void replace(String text, long address, long length, String place) {
        byte[] bytes = Utf8.encode(text, place);
        if (bytes.length != length) {
            throw new IllegalArgumentException(place + ": a text of " + bytes.length + " bytes instead of " + length);
        }
        MemorySegment.copy(bytes, 0, RawMemory.ALL, ValueLayout.JAVA_BYTE, address, bytes.length);
    }

    /**
     * The bytes of a C string on its way in, with the zero at the end.
     *
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if it contains an unpaired surrogate or a zero character
     */
    public static byte[] cUtf8(String text, String place) {
        byte[] bytes = Utf8.encodeZeroTerminated(text, place);
        return java.util.Arrays.copyOf(bytes, bytes.length + 1);
    }
}
