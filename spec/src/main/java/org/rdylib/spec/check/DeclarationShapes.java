package org.rdylib.spec.check;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;

/** What a single declaration must satisfy: it is not empty, and its discriminants fit. */
final class DeclarationShapes {

    /** In the order in which they are suggested. */
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

    static void notEmpty(TypeDeclaration declaration, Problems problems) {
        switch (declaration) {
            case TypeDeclaration.Struct s
            when s.fields().isEmpty() ->
                problems.error(
                        Code.EMPTY_TYPE,
                        s.at(),
                        "`" + s.name() + "` has no fields, and C has no struct without fields");
            case TypeDeclaration.Enum e
            when e.variants().isEmpty() ->
                problems.error(
                        Code.EMPTY_TYPE, e.at(), "`" + e.name() + "` has no variants, so it could have no value");
            case TypeDeclaration _ -> {}
        }
    }

    static void discriminants(TypeDeclaration declaration, Problems problems) {
        if (!(declaration instanceof TypeDeclaration.Enum declared)) {
            return;
        }
        Range range = Optional.ofNullable(DISCRIMINANTS.get(declared.repr())).orElseThrow();
        Map<BigInteger, String> taken = new HashMap<>();
        Optional<String> room = Optional.empty();
        for (Variant variant : declared.variants()) {
            if (problems.isFull()) {
                return;
            }
            BigInteger value = variant.discriminant();
            Optional<String> other = Optional.ofNullable(taken.putIfAbsent(value, variant.name()));
            other.ifPresent(o -> problems.error(
                    Code.DISCRIMINANT,
                    variant.at(),
                    "`" + variant.name() + "` has the discriminant " + value + ", which is that of `" + o + "`"));
            if (!range.contains(value)) {
                room = room.or(() -> Optional.of(roomFor(declared)));
                problems.error(
                        Code.DISCRIMINANT,
                        variant.at(),
                        "the discriminant " + value + " of `" + variant.name() + "` does not fit into "
                                + declared.repr().spelling(),
                        room.get());
            }
        }
    }

    /** What to do where {@code repr} has no room for all discriminants. */
    private static String roomFor(TypeDeclaration.Enum declared) {
        return DISCRIMINANTS.entrySet().stream()
                .filter(repr -> declared.variants().stream()
                        .allMatch(v -> repr.getValue().contains(v.discriminant())))
                .findFirst()
                .map(repr -> "write `repr: " + repr.getKey().spelling() + "`, which has room for all of them")
                .orElse("no `repr:` has room for all of them: give some of them another number");
    }
}
