package org.rdylib.codegen.c;

import org.rdylib.spec.ScalarKind;

/**
 * A type as C writes it around a name.
 *
 * @param base what stands before the name
 * @param suffix what stands behind it: an array's lengths
 */
record CType(String base, String suffix) {

    static CType of(String base) {
        return new CType(base, "");
    }

    static CType of(ScalarKind kind) {
        return of(
                switch (kind) {
                    case BOOL -> "bool";
                    case CHAR, U32 -> "uint32_t";
                    case U8 -> "uint8_t";
                    case U16 -> "uint16_t";
                    case U64 -> "uint64_t";
                    case U128 -> "rdylib_u128";
                    case I8 -> "int8_t";
                    case I16 -> "int16_t";
                    case I32 -> "int32_t";
                    case I64 -> "int64_t";
                    case I128 -> "rdylib_i128";
                    case USIZE -> "size_t";
                    case ISIZE -> "ptrdiff_t";
                    case F32 -> "float";
                    case F64 -> "double";
                    case C_CHAR -> "char";
                    case C_SCHAR -> "signed char";
                    case C_UCHAR -> "unsigned char";
                    case C_SHORT -> "short";
                    case C_USHORT -> "unsigned short";
                    case C_INT -> "int";
                    case C_UINT -> "unsigned int";
                    case C_LONG -> "long";
                    case C_ULONG -> "unsigned long";
                    case C_LONGLONG -> "long long";
                    case C_ULONGLONG -> "unsigned long long";
                });
    }

    CType array(long length) {
        return new CType(base, "[" + length + "]" + suffix);
    }

    /** A pointer to a function of that result and those parameters. */
    static CType ofFunction(CType result, String parameters) {
        return new CType(result.declare("(*"), ")(" + parameters + ")");
    }

    /** The declaration of {@code name}. */
    String declare(String name) {
        return spaced(base) + name + suffix;
    }

    /** A pointer to it; a pointer to an array is one to its first element, as everywhere in C. */
    CType pointer(boolean constant) {
        return of(spaced(constant ? constant() : base) + "*");
    }

    /** Its name in {@code sizeof}. */
    String unnamed() {
        return base + suffix;
    }

    private String constant() {
        return base.endsWith("*") ? base + "const " : "const " + base;
    }

    private static String spaced(String text) {
        return text.endsWith("*") || text.endsWith(" ") ? text : text + " ";
    }
}
