package org.rdylib.spec;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A descriptor's version: three numbers, as in Semantic Versioning without suffixes. */
public record Version(int major, int minor, int patch) {

    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})");

    /** The version that {@code text} spells, if it spells one. */
    public static Optional<Version> parse(String text) {
        Matcher m = FORM.matcher(text);
        return m.matches() ? Optional.of(new Version(number(m, 1), number(m, 2), number(m, 3))) : Optional.empty();
    }

    private static int number(Matcher m, int group) {
        return Integer.parseInt(m.group(group));
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
