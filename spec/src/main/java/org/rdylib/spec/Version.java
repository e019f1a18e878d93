package org.rdylib.spec;

import java.util.Optional;

/** A descriptor's version: three numbers, as in Semantic Versioning without suffixes. */
public record Version(int major, int minor, int patch) {

    private static final int NUMBERS = 3;
    private static final int MOST_DIGITS = 9;

    /** The version that {@code text} spells, if it spells one. */
    public static Optional<Version> parse(String text) {
        String[] numbers = text.split("\\.", NUMBERS + 1);
        return numbers.length == NUMBERS && isNumber(numbers[0]) && isNumber(numbers[1]) && isNumber(numbers[2])
                ? Optional.of(new Version(
                        Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2])))
                : Optional.empty();
    }

    /** Whether it is of ASCII's digits, and no zero stands before others. */
    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > MOST_DIGITS || (text.length() > 1 && text.startsWith("0"))) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
