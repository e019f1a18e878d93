package org.rdylib.spec.syntax;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Integers as Rust writes them: {@code 10}, {@code 1_000}, {@code 0x1F}, {@code 0o17}, {@code 0b101}. */
public final class IntegerLiteral {

    /** Longer ones are out of every range. */
    private static final int MAX_DIGITS = 200;

    private static final Pattern INTEGER = Pattern.compile(
            "(?<sign>[-+]?)(?:0x(?<hex>[0-9a-fA-F_]*+)|0o(?<oct>[0-7_]*+)|0b(?<bin>[01_]*+)|(?<dec>\\d[\\d_]*+))");

    private IntegerLiteral() {}

    /** The number that {@code text} spells; a leading zero, which C would read as octal, spells none. */
    public static Optional<BigInteger> of(String text) {
        Matcher m = INTEGER.matcher(text);
        if (text.length() > MAX_DIGITS || !m.matches()) {
            return Optional.empty();
        }
        Optional<BigInteger> magnitude = digits(m, "hex", 16)
                .or(() -> digits(m, "oct", 8))
                .or(() -> digits(m, "bin", 2))
                .or(() -> digits(m, "dec", 10));
        return magnitude.map(n -> m.group("sign").equals("-") ? n.negate() : n);
    }

    /** The length of an array, from 1 to {@link Integer#MAX_VALUE}. */
    static Optional<Long> arrayLength(String literal) {
        String number = literal.endsWith("usize") ? literal.substring(0, literal.length() - 5) : literal;
        return of(number)
                .filter(n -> n.signum() > 0 && n.bitLength() < Integer.SIZE)
                .map(BigInteger::longValueExact);
    }

    private static Optional<BigInteger> digits(Matcher m, String group, int radix) {
        String found = m.group(group);
        if (found == null) {
            return Optional.empty();
        }
        String digits = found.replace("_", "");
        boolean leadingZero = radix == 10 && digits.length() > 1 && digits.startsWith("0");
        return digits.isEmpty() || leadingZero ? Optional.empty() : Optional.of(new BigInteger(digits, radix));
    }
}
