package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.spec.ScalarKind;

/**
 * A parameter or result of a native function as the linker knows it.
 *
 * @param letter what stands for it in the name of a shape
 * @param layout its layout
 * @param type the Java type that a handle has for it
 */
public record Carrier(String letter, CodeBlock layout, TypeName type) {
    static final Carrier INT = value("I", "JAVA_INT", TypeName.INT);
    public static final Carrier LONG = value("J", "JAVA_LONG", TypeName.LONG);
    static final Carrier FLOAT = value("F", "JAVA_FLOAT", TypeName.FLOAT);
    static final Carrier DOUBLE = value("D", "JAVA_DOUBLE", TypeName.DOUBLE);

    private static Carrier value(String letter, String layout, TypeName type) {
        return new Carrier(letter, CodeBlock.of("$T.$N", Api.VALUE_LAYOUT, layout), type);
    }

    /** The carrier of a scalar. Pointers are {@code long}s: what a library gives has no bounds to check. */
    static Carrier of(ScalarKind kind) {
        return switch (kind) {
            case BOOL, CHAR, U8, I8, U16, I16, U32, I32 -> INT;
            case U64, I64, USIZE, ISIZE -> LONG;
            case F32 -> FLOAT;
            case F64 -> DOUBLE;
            case U128, I128 -> throw new IllegalArgumentException(kind.spelling() + " has been refused");
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT, C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG ->
                throw new IllegalArgumentException(kind.spelling() + " has been refused");
        };
    }
}
