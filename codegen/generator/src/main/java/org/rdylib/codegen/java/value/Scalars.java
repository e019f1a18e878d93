package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;
import java.math.BigInteger;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.spec.ScalarKind;

/**
 * How each scalar stands in memory and in the parameters of a native function.
 *
 * <p>Integers of less than 32 bits are passed as {@code int}, extended as their type says: callees that were compiled by
 * LLVM rely on it, and a Java {@code byte} would always be sign-extended.
 */
public final class Scalars {
    private Scalars() {}

    /** The value at an address. */
    static CodeBlock read(ScalarKind kind, CodeBlock at, CodeBlock place) {
        return switch (kind) {
            case BOOL -> CodeBlock.of("$T.bool($T.getByte($L), $L)", Api.VALUES, Api.MEMORY, at, place);
            case U8 -> CodeBlock.of("$T.getByte($L) & 0xFF", Api.MEMORY, at);
            case I8 -> CodeBlock.of("$T.getByte($L)", Api.MEMORY, at);
            case U16 -> CodeBlock.of("$T.getShort($L) & 0xFFFF", Api.MEMORY, at);
            case I16 -> CodeBlock.of("$T.getShort($L)", Api.MEMORY, at);
            case U32 -> CodeBlock.of("$T.getInt($L) & 0xFFFF_FFFFL", Api.MEMORY, at);
            case I32 -> CodeBlock.of("$T.getInt($L)", Api.MEMORY, at);
            case CHAR -> CodeBlock.of("$T.charOut($T.getInt($L), $L)", Api.VALUES, Api.MEMORY, at, place);
            case U64, I64, USIZE, ISIZE -> CodeBlock.of("$T.getLong($L)", Api.MEMORY, at);
            case F32 -> CodeBlock.of("$T.getFloat($L)", Api.MEMORY, at);
            case F64 -> CodeBlock.of("$T.getDouble($L)", Api.MEMORY, at);
            case U128, I128 -> throw refused(kind);
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw refused(kind);
        };
    }

    /** The expression that puts a value at an address. */
    static CodeBlock write(ScalarKind kind, CodeBlock value, CodeBlock at, CodeBlock place) {
        return switch (kind) {
            case BOOL -> put("putBool", at, value);
            case U8 -> put("putByte", at, CodeBlock.of("$T.u8($L, $L)", Api.VALUES, value, place));
            case I8 -> put("putByte", at, value);
            case U16 -> put("putShort", at, CodeBlock.of("$T.u16($L, $L)", Api.VALUES, value, place));
            case I16 -> put("putShort", at, value);
            case U32 -> put("putInt", at, CodeBlock.of("$T.u32($L, $L)", Api.VALUES, value, place));
            case I32 -> put("putInt", at, value);
            case CHAR -> put("putInt", at, CodeBlock.of("$T.charIn($L, $L)", Api.VALUES, value, place));
            case U64, I64, USIZE, ISIZE -> put("putLong", at, value);
            case F32 -> put("putFloat", at, value);
            case F64 -> put("putDouble", at, value);
            case U128, I128 -> throw refused(kind);
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw refused(kind);
        };
    }

    private static CodeBlock put(String method, CodeBlock at, CodeBlock value) {
        return CodeBlock.of("$T.$N($L,$W$L)", Api.MEMORY, method, at, value);
    }

    /** What is passed to a native function. */
    public static CodeBlock toCarrier(ScalarKind kind, CodeBlock value, CodeBlock place) {
        return switch (kind) {
            case BOOL -> CodeBlock.of("$L ? 1 : 0", value);
            case I8, I16 -> CodeBlock.of("(int) $L", value);
            case U8 -> CodeBlock.of("$T.u8($L, $L) & 0xFF", Api.VALUES, value, place);
            case U16 -> CodeBlock.of("$T.u16($L, $L) & 0xFFFF", Api.VALUES, value, place);
            case U32 -> CodeBlock.of("$T.u32($L, $L)", Api.VALUES, value, place);
            case CHAR -> CodeBlock.of("$T.charIn($L, $L)", Api.VALUES, value, place);
            case I32, U64, I64, USIZE, ISIZE, F32, F64 -> value;
            case U128, I128 -> throw refused(kind);
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw refused(kind);
        };
    }

    /** The value of what a native function gave. */
    public static CodeBlock fromCarrier(ScalarKind kind, CodeBlock carrier, CodeBlock place) {
        return switch (kind) {
            case BOOL -> CodeBlock.of("$T.bool((byte) $L, $L)", Api.VALUES, carrier, place);
            case U8 -> CodeBlock.of("$L & 0xFF", carrier);
            case I8 -> CodeBlock.of("(byte) $L", carrier);
            case U16 -> CodeBlock.of("$L & 0xFFFF", carrier);
            case I16 -> CodeBlock.of("(short) $L", carrier);
            case U32 -> CodeBlock.of("$L & 0xFFFF_FFFFL", carrier);
            case CHAR -> CodeBlock.of("$T.charOut($L, $L)", Api.VALUES, carrier, place);
            case I32, U64, I64, USIZE, ISIZE, F32, F64 -> carrier;
            case U128, I128 -> throw refused(kind);
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw refused(kind);
        };
    }

    /** What knows how they stand in an array of primitives. */
    public static CodeBlock arrays(ScalarKind kind) {
        return CodeBlock.of(
                "$T.$N",
                Api.SCALAR_ARRAYS,
                switch (kind) {
                    case BOOL -> "BOOL";
                    case U8, I8 -> "BYTES";
                    case U16 -> "U16";
                    case I16 -> "SHORTS";
                    case U32 -> "U32";
                    case I32 -> "INTS";
                    case CHAR -> "CHAR";
                    case U64, I64, USIZE, ISIZE -> "LONGS";
                    case F32 -> "FLOATS";
                    case F64 -> "DOUBLES";
                    case U128, I128 -> throw refused(kind);
                    case C_CHAR,
                            C_SCHAR,
                            C_UCHAR,
                            C_SHORT,
                            C_USHORT,
                            C_INT,
                            C_UINT,
                            C_LONG,
                            C_ULONG,
                            C_LONGLONG,
                            C_ULONGLONG -> throw refused(kind);
                });
    }

    /** Whether an integer or discriminant of that type is a Java {@code long}, on which there is no {@code switch}. */
    public static boolean isLong(ScalarKind kind) {
        return switch (kind) {
            case U64, I64, USIZE, ISIZE -> true;
            case BOOL, CHAR, U8, U16, U32, I8, I16, I32, F32, F64, U128, I128 -> false;
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                false;
        };
    }

    /** The discriminant at an address, as a signed {@code int} or {@code long} of the same bits. */
    static CodeBlock readTag(ScalarKind kind, CodeBlock at) {
        return kind == ScalarKind.U32
                ? CodeBlock.of("$T.getInt($L)", Api.MEMORY, at)
                : read(kind, at, CodeBlock.of("$S", "tag"));
    }

    /** A discriminant in an {@code int} of the same bits as the number that it is, a {@code long}. */
    static CodeBlock unsignedTag(ScalarKind kind, CodeBlock tag) {
        return kind == ScalarKind.U32 ? CodeBlock.of("$L & 0xFFFF_FFFFL", tag) : tag;
    }

    /** The same of what a native function was given. */
    public static CodeBlock tagFromCarrier(ScalarKind kind, CodeBlock carrier) {
        return kind == ScalarKind.U32 ? carrier : fromCarrier(kind, carrier, CodeBlock.of("$S", "tag"));
    }

    /** The expression that puts an integer or discriminant, which fits, at an address. */
    public static CodeBlock writeTag(ScalarKind kind, CodeBlock tag, CodeBlock at) {
        return switch (kind) {
            case U8, I8 -> put("putByte", at, CodeBlock.of("(byte) $L", tag));
            case U16, I16 -> put("putShort", at, CodeBlock.of("(short) $L", tag));
            case U32, I32 -> put("putInt", at, tag);
            case U64, I64, USIZE, ISIZE -> put("putLong", at, tag);
            case BOOL, CHAR, F32, F64, U128, I128 -> throw refused(kind);
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw refused(kind);
        };
    }

    /** An integer or discriminant as a Java literal, signed, of the same bits. */
    public static CodeBlock tag(ScalarKind kind, BigInteger discriminant) {
        return isLong(kind)
                ? CodeBlock.of("$LL", discriminant.longValue())
                : CodeBlock.of("$L", discriminant.intValue());
    }

    private static IllegalArgumentException refused(ScalarKind kind) {
        return new IllegalArgumentException(kind.spelling() + " has been refused");
    }
}
