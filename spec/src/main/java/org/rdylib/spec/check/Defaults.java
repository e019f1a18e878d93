package org.rdylib.spec.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.rdylib.spec.Code;
import org.rdylib.spec.DefaultValue;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Field;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Payload;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.internal.Lists;
import org.rdylib.spec.syntax.IntegerLiteral;

/**
 * A {@code default:} is a value of its field's type, in a field that a producer's copy may lack.
 *
 * <table>
 * <caption>Values</caption>
 * <tr><th>type</th><th>written</th><th>in one spelling</th></tr>
 * <tr><td>integers</td><td>as in Rust: {@code 10}, {@code -1}, {@code 0x1F}</td><td>decimal</td></tr>
 * <tr><td>{@code f32}, {@code f64}</td><td>{@code 1.5}, {@code -2}, {@code 1e9}</td><td>decimal without exponent</td></tr>
 * <tr><td>{@code bool}</td><td colspan="2">{@code true}, {@code false}</td></tr>
 * <tr><td>{@code char}, {@code &str}</td><td colspan="2">the character or text</td></tr>
 * <tr><td>{@code Option<T>}</td><td colspan="2">{@code None}</td></tr>
 * <tr><td>an enum</td><td colspan="2">a variant without payload</td></tr>
 * </table>
 */
final class Defaults {

    private static final Pattern FLOAT = Pattern.compile("[-+]?\\d[\\d_]*(\\.\\d[\\d_]*)?([eE][-+]?\\d{1,3})?");

    /** What is written with an exponent is longer in its one spelling, which is read again. */
    private static final int LONGEST_FLOAT = 400;

    private final Names names;
    private final Problems problems;

    private Defaults(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    /** The descriptor with its defaults in one spelling. */
    static Descriptor check(Descriptor descriptor, Names names, Problems problems) {
        Defaults defaults = new Defaults(names, problems);
        List<TypeDeclaration> types = Lists.map(descriptor.types(), defaults::type);
        return descriptor.withDeclarations(types, descriptor.interfaces(), descriptor.exports(), descriptor.imports());
    }

    private TypeDeclaration type(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct s
            when s.evolution() == Evolution.APPEND ->
                s.withFields(s.fields().stream().map(this::checked).toList());
            case TypeDeclaration.Struct s -> {
                s.fields().forEach(this::misplaced);
                yield s;
            }
            case TypeDeclaration.Enum e -> {
                e.variants().forEach(v -> {
                    if (v.payload() instanceof Payload.Fields f) {
                        f.fields().forEach(this::misplaced);
                    }
                });
                yield e;
            }
            case TypeDeclaration.Opaque o -> o;
        };
    }

    private void misplaced(Field field) {
        field.defaultValue()
                .ifPresent(d -> problems.error(
                        Code.DEFAULT,
                        d.at(),
                        "a default serves only where a field may be missing: in a struct with `evolves: append`",
                        "leave it out"));
    }

    private Field checked(Field field) {
        if (field.defaultValue().isEmpty()) {
            return field;
        }
        DefaultValue written = field.defaultValue().get();
        Optional<String> spelling = spelling(field.type(), written.text());
        if (spelling.isEmpty()) {
            problems.error(
                    Code.DEFAULT,
                    written.at(),
                    "this is not a value of the type of `" + field.name() + "`",
                    help(field.type()));
            return field;
        }
        return field.withDefault(Optional.of(new DefaultValue(spelling.get(), written.at())));
    }

    private Optional<String> spelling(Type type, String text) {
        return switch (type) {
            case Type.Scalar(var kind, var _) -> scalar(kind, text);
            // Who reads it has it alone where it is `&mut`, and all who read it are given the same text.
            case Type.Reference(var _, Mutability m, Type.Str _, var _) ->
                Optional.of(text).filter(_ -> m == Mutability.SHARED);
            case Type.Option _ -> Optional.of(text).filter(t -> t.equals("None"));
            case Type.Named n ->
                // What is not declared is reported already.
                names.type(n.name()).isEmpty() || variants(names.type(n.name())).contains(text)
                        ? Optional.of(text)
                        : Optional.empty();
            case Type _ -> Optional.empty();
        };
    }

    private static Optional<String> scalar(ScalarKind kind, String text) {
        return switch (kind) {
            case BOOL -> Optional.of(text).filter(t -> t.equals("true") || t.equals("false"));
            case CHAR -> Optional.of(text).filter(Defaults::isOneCharacter);
            case F32 -> floating(text, BigDecimal::floatValue);
            case F64 -> floating(text, BigDecimal::doubleValue);
            case U8 -> unsigned(text, 8);
            case U16 -> unsigned(text, 16);
            case U32 -> unsigned(text, 32);
            case U64 -> unsigned(text, 64);
            case U128 -> unsigned(text, 128);
            case I8 -> signed(text, 8);
            case I16 -> signed(text, 16);
            case I32 -> signed(text, 32);
            case I64 -> signed(text, 64);
            case I128 -> signed(text, 128);
            // So wide it is on every target.
            case USIZE, C_ULONG -> unsigned(text, 32);
            case ISIZE, C_LONG -> signed(text, 32);
            case C_CHAR -> unsigned(text, 7);
            case C_SCHAR -> signed(text, 8);
            case C_UCHAR -> unsigned(text, 8);
            case C_SHORT -> signed(text, 16);
            case C_USHORT -> unsigned(text, 16);
            case C_INT -> signed(text, 32);
            case C_UINT -> unsigned(text, 32);
            case C_LONGLONG -> signed(text, 64);
            case C_ULONGLONG -> unsigned(text, 64);
        };
    }

    /** Whether a number is one of an integer type on every target. */
    static boolean isInRange(ScalarKind integer, BigInteger value) {
        return scalar(integer, value.toString()).isPresent();
    }

    private static boolean isOneCharacter(String text) {
        int[] points = text.codePoints().toArray();
        return points.length == 1 && Character.getType(points[0]) != Character.SURROGATE;
    }

    private static Optional<String> unsigned(String text, int bits) {
        return IntegerLiteral.of(text)
                .filter(n -> n.signum() >= 0 && n.bitLength() <= bits)
                .map(BigInteger::toString);
    }

    private static Optional<String> signed(String text, int bits) {
        return IntegerLiteral.of(text).filter(n -> n.bitLength() < bits).map(BigInteger::toString);
    }

    /** What is rounded to infinity, or to nothing, is out of range: compilers of Java and C refuse to. */
    private static Optional<String> floating(String text, ToDoubleFunction<BigDecimal> rounding) {
        if (text.length() > LONGEST_FLOAT || !FLOAT.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal value = new BigDecimal(text.replace("_", ""));
        if (value.signum() == 0) {
            return Optional.of(text.startsWith("-") ? "-0" : "0");
        }
        double rounded = rounding.applyAsDouble(value);
        return Optional.of(value.stripTrailingZeros().toPlainString())
                .filter(plain -> Double.isFinite(rounded) && rounded != 0 && plain.length() <= LONGEST_FLOAT);
    }

    /**
     * Whether a type has a value that can be a default.
     *
     * @param types finds what is declared
     */
    static boolean canBeOf(Type type, Function<String, Optional<TypeDeclaration>> types) {
        return switch (type) {
            case Type.Scalar _, Type.Option _ -> true;
            case Type.Reference(var _, Mutability m, Type.Str _, var _) -> m == Mutability.SHARED;
            case Type.Named n -> !variants(types.apply(n.name())).isEmpty();
            case Type _ -> false;
        };
    }

    private static List<String> variants(Optional<TypeDeclaration> declared) {
        return declared.filter(TypeDeclaration.Enum.class::isInstance)
                .map(TypeDeclaration.Enum.class::cast)
                .map(e -> e.variants().stream()
                        .filter(v -> v.payload() instanceof Payload.None)
                        .map(v -> v.name())
                        .toList())
                .orElse(List.of());
    }

    private String help(Type type) {
        return switch (type) {
            case Type.Scalar(ScalarKind kind, var _) when kind == ScalarKind.BOOL -> "write `true` or `false`";
            case Type.Scalar(ScalarKind kind, var _) when kind == ScalarKind.CHAR -> "write one character";
            case Type.Scalar(ScalarKind kind, var _) -> "write a number in the range of `" + kind.spelling() + "`";
            case Type.Option _ -> "the default of an `Option` is `None`";
            case Type.Named n
            when canBeOf(n, names::type) ->
                "write one of its variants without payload: `"
                        + String.join(
                                "`, `",
                                variants(names.type(n.name())).stream().limit(8).toList()) + "`";
            case Type _ -> "a default can be written for numbers, `bool`, `char`, `&str`, `Option` and enums";
        };
    }
}
