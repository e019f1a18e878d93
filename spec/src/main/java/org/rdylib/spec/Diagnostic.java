package org.rdylib.spec;

import java.util.Comparator;
import java.util.Optional;

/**
 * What is wrong with one descriptor, at one place.
 *
 * @param code the rule that is broken
 * @param severity whether the descriptor is ill-formed because of it
 * @param place where
 * @param message what is wrong, in one line, without a full stop
 * @param help how to mend it, where there is something to say
 */
public record Diagnostic(Code code, Severity severity, Place place, String message, Optional<String> help) {

    /** By place, then by code and message: the stable order in which diagnostics are reported. */
    public static final Comparator<Diagnostic> ORDER = Comparator.comparing(
                    (Diagnostic d) -> d.place().file())
            .thenComparingInt(d -> d.place().line())
            .thenComparingInt(d -> d.place().column())
            .thenComparing(Diagnostic::code)
            .thenComparing(Diagnostic::message);

    /** An error without advice. */
    public static Diagnostic error(Code code, Place place, String message) {
        return new Diagnostic(code, Severity.ERROR, place, message, Optional.empty());
    }

    /** An error with advice on how to mend it. */
    public static Diagnostic error(Code code, Place place, String message, String help) {
        return new Diagnostic(code, Severity.ERROR, place, message, Optional.of(help));
    }

    /** A note with the edit that it suggests. */
    public static Diagnostic note(Code code, Place place, String message, String help) {
        return new Diagnostic(code, Severity.NOTE, place, message, Optional.of(help));
    }
}
