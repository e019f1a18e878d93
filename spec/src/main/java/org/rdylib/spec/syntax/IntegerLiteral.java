package org.rdylib.spec.syntax;

import java.math.BigInteger;
import java.util.Optional;

/** Integers as Rust writes them: {@code 10}, {@code 1_000}, {@code 0x1F}, {@code 0o17}, {@code 0b101}. */
public final class IntegerLiteral {

    /** Longer ones are out of every range. */
    private static final int MAX_DIGITS = 200;

    private IntegerLiteral() {}

    /** The number that {@code text} spells; a leading zero, which C would read as octal, spells none. */
    public static Optional<BigInteger> of(String text) {
        if (text.length() > MAX_DIGITS) {
            return Optional.empty();
        }
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int radix = radix(text, start);
        String written = text.substring(radix == 10 ? start : start + 2);
        String digits = written.replace("_", "");
        boolean isOther = radix == 10 && (written.startsWith("_") || (digits.length() > 1 && digits.startsWith("0")));
        if (digits.isEmpty() || isOther || !areDigits(digits, radix)) {
            return Optional.empty();
        }
        BigInteger magnitude = new BigInteger(digits, radix);
        return Optional.of(text.startsWith("-") ? magnitude.negate() : magnitude);
    }

    /** The length of an array, from 1 to {@link Integer#MAX_VALUE}. */
    static Optional<Long> arrayLength(String literal) {
        String number = literal.endsWith("usize") ? literal.substring(0, literal.length() - 5) : literal;
        return of(number)
                .filter(n -> n.signum() > 0 && n.bitLength() < Integer.SIZE)
                .map(BigInteger::longValueExact);
    }

    private static int radix(String text, int start) {
        if (text.startsWith("0x", start)) {
            return 16;
        }
        return text.startsWith("0o", start) ? 8 : text.startsWith("0b", start) ? 2 : 10;
    }

    private static boolean areDigits(String text, int radix) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Character knows the digits of other scripts as well.
            if (c > 'f' || Character.digit(c, radix) < 0) {
                return false;
            }
        }
        return true;
    }
}
