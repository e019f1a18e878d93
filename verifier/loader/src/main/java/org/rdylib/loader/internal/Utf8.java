package org.rdylib.loader.internal;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Strings as UTF-8 and back, strictly. */
public final class Utf8 {

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Utf8() {}

    /**
     * The bytes of a string.
     *
     * @param place where it stands, for the message
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if it contains an unpaired surrogate
     */
    public static byte[] encode(String text, String place) {
        byte[] bytes = Nulls.refuse(text, place).getBytes(StandardCharsets.UTF_8);
        // An unpaired surrogate has become a question mark: only where there is one need the encoder be strict.
        if (contains(bytes, '?')) {
            try {
                StandardCharsets.UTF_8
                        .newEncoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .encode(CharBuffer.wrap(text));
            } catch (CharacterCodingException e) {
                throw new IllegalArgumentException(
                        place + ": a text with an unpaired surrogate cannot be passed as UTF-8", e);
            }
        }
        return bytes;
    }

    /**
     * The bytes of a string that a zero byte will end.
     *
     * @param place where it stands, for the message
     * @throws NullPointerException if it is null
     * @throws IllegalArgumentException if it contains an unpaired surrogate or a zero character
     */
    public static byte[] encodeZeroTerminated(String text, String place) {
        byte[] bytes = encode(text, place);
        if (contains(bytes, 0)) {
            throw new IllegalArgumentException(place + ": a text with a zero character cannot be passed as a C string");
        }
        return bytes;
    }

    /** Eight at a time, of which the last may overlap others. */
    private static boolean contains(byte[] bytes, int wanted) {
        int last = bytes.length - 8;
        if (last < 0) {
            for (byte each : bytes) {
                if (each == wanted) {
                    return true;
                }
            }
            return false;
        }
        long eight = wanted * LOW_BITS;
        long found = zeros((long) WORD.get(bytes, last) ^ eight);
        for (int i = 0; i < last; i += 8) {
            found |= zeros((long) WORD.get(bytes, i) ^ eight);
        }
        return found != 0;
    }

    /** Not 0 if one of eight bytes is zero: only a zero borrows from its highest bit. */
    private static long zeros(long eight) {
        return (eight - LOW_BITS) & ~eight & HIGH_BITS;
    }

    /** Where the first byte stands that makes {@code length} bytes at {@code at} no UTF-8; -1 if they are. */
    public static long firstInvalid(long at, long length) {
        long i = 0;
        while (i < length) {
            while (i + 8 <= length && (RawMemory.ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, at + i) & HIGH_BITS) == 0) {
                i += 8;
            }
            if (i == length) {
                break;
            }
            int width = characterAt(at + i, length - i);
            if (width == 0) {
                return i;
            }
            i += width;
        }
        return -1;
    }

    /** Whether {@code length} bytes at {@code at} are a character each. The last eight may overlap others. */
    static boolean isAscii(long at, int length) {
        long found = 0;
        if (length < 8) {
            for (int i = 0; i < length; i++) {
                found |= RawMemory.ALL.get(ValueLayout.JAVA_BYTE, at + i);
            }
        } else {
            for (int i = 0; i < length - 8; i += 8) {
                found |= RawMemory.ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, at + i);
            }
            found |= RawMemory.ALL.get(ValueLayout.JAVA_LONG_UNALIGNED, at + length - 8);
        }
        return (found & HIGH_BITS) == 0;
    }

    /**
     * The text of {@code length} bytes at {@code at}.
     *
     * @param ascii whether they were seen to be a character each, and need not be looked at again
     */
    public static String string(long at, int length, boolean ascii) {
        byte[] bytes = RawMemory.read(at, length);
        return ascii ? new String(bytes, StandardCharsets.ISO_8859_1) : new String(bytes, StandardCharsets.UTF_8);
    }

    /** How many bytes the character has that begins at {@code at}, 0 if none does. */
    private static int characterAt(long at, long left) {
        int lead = byteAt(at);
        if (lead < 0x80) {
            return 1;
        }
        if (lead < 0xC2 || lead > 0xF4) {
            return 0;
        }
        int width = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (left < width) {
            return 0;
        }
        int second = byteAt(at + 1);
        // No overlong forms, no surrogates, nothing above U+10FFFF: all decided by the second byte.
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = 2; i < width; i++) {
            if ((byteAt(at + i) & 0xC0) != 0x80) {
                return 0;
            }
        }
        return width;
    }

    /** Whether a character begins at {@code at}, in memory that is UTF-8. */
    static boolean isBoundary(long at) {
        return (byteAt(at) & 0xC0) != 0x80;
    }

    private static int byteAt(long at) {
        return RawMemory.ALL.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
    }
}
