package org.rdylib.spec;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    F64("f64");

    private static final Map<String, ScalarKind> BY_SPELLING =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ScalarKind::spelling, Function.identity()));

    private final String spelling;

    ScalarKind(String spelling) {
        this.spelling = spelling;
    }

    /** The type's name in the language, which is Rust's. */
    public String spelling() {
        return spelling;
    }

    /** The scalar of that name. */
    public static Optional<ScalarKind> of(String spelling) {
        return Optional.ofNullable(BY_SPELLING.get(spelling));
    }
}
