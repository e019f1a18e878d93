package org.rdylib.spec.check;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.rdylib.spec.Code;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;

/** What a single declaration must satisfy: it is not empty, its discriminants fit, its representation exists. */
final class DeclarationShapes {

    /** The greatest alignment that Rust knows. */
    private static final int GREATEST_ALIGNMENT = 1 << 29;

    private static final Map<ScalarKind, Range> DISCRIMINANTS = new EnumMap<>(Map.of(
            ScalarKind.U8, Range.unsigned(8),
            ScalarKind.U16, Range.unsigned(16),
            ScalarKind.U32, Range.unsigned(32),
            ScalarKind.U64, Range.unsigned(64),
            ScalarKind.I8, Range.signed(8),
            ScalarKind.I16, Range.signed(16),
            ScalarKind.I32, Range.signed(32),
            ScalarKind.I64, Range.signed(64)));

    private record Range(BigInteger least, BigInteger greatest) {
        static Range unsigned(int bits) {
            return new Range(BigInteger.ZERO, BigInteger.TWO.pow(bits).subtract(BigInteger.ONE));
        }

        static Range signed(int bits) {
            BigInteger half = BigInteger.TWO.pow(bits - 1);
            return new Range(half.negate(), half.subtract(BigInteger.ONE));
        }

        boolean contains(BigInteger value) {
            return value.compareTo(least) >= 0 && value.compareTo(greatest) <= 0;
        }
    }

    private DeclarationShapes() {}

    static void check(TypeDeclaration declaration, Problems problems) {
        switch (declaration) {
            case TypeDeclaration.Struct s -> struct(s, problems);
            case TypeDeclaration.Enum e -> discriminants(e, problems);
        }
    }

    private static void struct(TypeDeclaration.Struct struct, Problems problems) {
        if (struct.fields().isEmpty()) {
            problems.error(
                    Code.EMPTY_TYPE,
                    struct.at(),
                    "`" + struct.name() + "` has no fields, and C has no struct without fields");
        }
        power("packed", struct.packed(), struct, problems);
        power("align", struct.align(), struct, problems);
        if (struct.packed().isPresent() && struct.align().isPresent()) {
            problems.error(
                    Code.BAD_VALUE, struct.at(), "`" + struct.name() + "` is both `packed` and `align`", "choose one");
        }
    }

    private static void power(String key, OptionalInt value, TypeDeclaration.Struct struct, Problems problems) {
        value.ifPresent(n -> {
            if (n < 1 || n > GREATEST_ALIGNMENT || Integer.bitCount(n) != 1) {
                problems.error(
                        Code.BAD_VALUE,
                        struct.at(),
                        "`" + key + ": " + n + "` of `" + struct.name() + "` is not a power of two from 1 to 2^29");
            }
        });
    }

    private static void discriminants(TypeDeclaration.Enum declared, Problems problems) {
        if (declared.variants().isEmpty()) {
            problems.error(
                    Code.EMPTY_TYPE,
                    declared.at(),
                    "`" + declared.name() + "` has no variants, so it could have no value");
        }
        Optional<Range> range = Optional.ofNullable(DISCRIMINANTS.get(declared.repr()));
        if (range.isEmpty()) {
            problems.error(
                    Code.BAD_VALUE,
                    declared.at(),
                    "`" + declared.repr().spelling() + "` cannot hold the discriminants of `" + declared.name() + "`",
                    "use one of u8, u16, u32, u64, i8, i16, i32, i64");
            return;
        }
        Map<BigInteger, String> taken = new HashMap<>();
        for (Variant variant : declared.variants()) {
            BigInteger value = variant.discriminant();
            Optional<String> other = Optional.ofNullable(taken.putIfAbsent(value, variant.name()));
            other.ifPresent(o -> problems.error(
                    Code.DISCRIMINANT,
                    variant.at(),
                    "`" + variant.name() + "` has the discriminant " + value + ", which is that of `" + o + "`"));
            if (!range.get().contains(value)) {
                problems.error(
                        Code.DISCRIMINANT,
                        variant.at(),
                        "the discriminant " + value + " of `" + variant.name() + "` does not fit into "
                                + declared.repr().spelling(),
                        "use a wider `repr:`");
            }
        }
    }
}
