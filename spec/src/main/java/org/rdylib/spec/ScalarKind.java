package org.rdylib.spec;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The scalar types. */
public enum ScalarKind {
    BOOL("bool"),
    CHAR("char"),
    U8("u8"),
    U16("u16"),
    U32("u32"),
    U64("u64"),
    U128("u128"),
    I8("i8"),
    I16("i16"),
    I32("i32"),
    I64("i64"),
    I128("i128"),
    USIZE("usize"),
    ISIZE("isize"),
    F32("f32"),
    F64("f64"),

    // C's own, whose size and sign differ between targets.
    C_CHAR("c_char"),
    C_SCHAR("c_schar"),
    C_UCHAR("c_uchar"),
    C_SHORT("c_short"),
    C_USHORT("c_ushort"),
    C_INT("c_int"),
    C_UINT("c_uint"),
    C_LONG("c_long"),
    C_ULONG("c_ulong"),
    C_LONGLONG("c_longlong"),
    C_ULONGLONG("c_ulonglong");

    private static final Map<String, ScalarKind> BY_SPELLING = bySpelling();

    private final String spelling;

    ScalarKind(String spelling) {
        this.spelling = spelling;
    }

    /** The type's name in the language, which is Rust's. */
    public String spelling() {
        return spelling;
    }

    /** Whether it is one of C's own, {@code c_char} to {@code c_ulonglong}: see {@link org.rdylib.spec.layout.Target#fixed}. */
    public boolean isOfC() {
        return spelling.startsWith("c_");
    }

    /** Whether it is an integer that every C compiler has, so of up to 64 bits. */
    public boolean isWordOfC() {
        return switch (this) {
            case BOOL, CHAR, U128, I128, F32, F64 -> false;
            case U8, U16, U32, U64, I8, I16, I32, I64, USIZE, ISIZE -> true;
            case C_CHAR, C_SCHAR, C_UCHAR, C_SHORT, C_USHORT, C_INT, C_UINT -> true;
            case C_LONG, C_ULONG, C_LONGLONG, C_ULONGLONG -> true;
        };
    }

    private static Map<String, ScalarKind> bySpelling() {
        Map<String, ScalarKind> kinds = new HashMap<>();
        for (ScalarKind kind : values()) {
            kinds.put(kind.spelling, kind);
        }
        return Map.copyOf(kinds);
    }

    /** The scalar of that name. */
    public static Optional<ScalarKind> of(String spelling) {
        return Optional.ofNullable(BY_SPELLING.get(spelling));
    }
}
