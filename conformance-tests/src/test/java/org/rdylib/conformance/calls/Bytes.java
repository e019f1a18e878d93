package org.rdylib.conformance.calls;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.rdylib.spec.ScalarKind;

/** What each byte must be: a function of the path of its place. {@code plugins/calls} has the same in C and in Rust. */
final class Bytes {

    private static final int[] CHARACTERS =
            "abcdefghijklmnopqrstuvwxyéß€中𝒳😀~".codePoints().toArray();

    private Bytes() {}

    /** Byte {@code index} of what belongs to {@code path}. */
    static int at(String path, int index) {
        long x = 0xCBF29CE484222325L;
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            x = (x ^ (b & 0xFF)) * 0x100000001B3L;
        }
        x += (index + 1) * 0x9E3779B97F4A7C15L;
        x ^= x >>> 32;
        x *= 0xD6E8FEB86659FD93L;
        return (int) (x ^ (x >>> 32)) & 0xFF;
    }

    /** Which of {@code count} belongs to {@code path}: a variant, or a number of elements. */
    static int choice(String path, int count) {
        return at(path + "#", 0) % count;
    }

    /** How many elements a slice or vector has. */
    static int length(String path) {
        return choice(path, 4);
    }

    /** The text that belongs to {@code path}, of at most eight characters and without a zero byte. */
    static String text(String path) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < choice(path, 9); i++) {
            text.appendCodePoint(CHARACTERS[at(path, i) % CHARACTERS.length]);
        }
        return text.toString();
    }

    /** The same with capitals for the small letters of ASCII: as many bytes. */
    static String upper(String text) {
        return text.codePoints()
                .map(c -> c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The bytes of a scalar in memory, the least significant first. */
    static byte[] scalar(ScalarKind kind, String path) {
        byte[] bytes = new byte[size(kind)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) at(path, i);
        }
        switch (kind) {
            case BOOL -> bytes[0] &= 1;
            case F32, F64 -> bytes[bytes.length - 1] &= (byte) 0xBF; // finite
            case CHAR -> {
                int code = (number(bytes) & 0xFFFFFF) % 0x110000;
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(code >= 0xD800 && code < 0xE000 ? code - 0x1000 : code);
            }
            case U8, U16, U32, U64, U128, I8, I16, I32, I64, I128, USIZE, ISIZE -> {}
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw new IllegalArgumentException(path);
        }
        return bytes;
    }

    /** The bytes of a scalar that a descriptor writes as {@code text}. */
    static byte[] spelt(ScalarKind kind, String text) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        switch (kind) {
            case BOOL -> bytes.put((byte) (text.equals("true") ? 1 : 0));
            case CHAR -> bytes.putInt(text.codePointAt(0));
            case F32 -> bytes.putFloat(Float.parseFloat(text));
            case F64 -> bytes.putDouble(Double.parseDouble(text));
            case U8, U16, U32, U64, I8, I16, I32, I64, USIZE, ISIZE -> bytes.putLong(new BigInteger(text).longValue());
            case U128, I128 -> throw new IllegalArgumentException(text);
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw new IllegalArgumentException(text);
        }
        return Arrays.copyOf(bytes.array(), size(kind));
    }

    private static int number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private static int size(ScalarKind kind) {
        return switch (kind) {
            case BOOL, U8, I8 -> 1;
            case U16, I16 -> 2;
            case CHAR, U32, I32, F32 -> 4;
            case U64, I64, USIZE, ISIZE, F64 -> 8;
            case U128, I128 -> 16;
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw new IllegalArgumentException(kind.toString());
        };
    }
}
