package org.rdylib.spec.check;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.rdylib.spec.Code;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Place;

/**
 * A declared type or interface is given all its lifetimes. {@code S} for {@code S<'_>} is an error even where Rust only
 * warns: that a value borrows must be visible.
 */
final class LifetimeArguments {

    private LifetimeArguments() {}

    static void check(
            String name,
            List<LifetimeParameter> wanted,
            List<Lifetime> given,
            Place at,
            Elision elision,
            Problems problems) {
        if (given.size() == wanted.size()) {
            return;
        }
        if (given.isEmpty()) {
            problems.error(
                    Code.MISSING_LIFETIME,
                    at,
                    "`" + name + "` has " + lifetimes(wanted.size()) + ", and " + (wanted.size() == 1 ? "it" : "they")
                            + " must be written",
                    "write `" + name + "<" + edit(wanted, elision) + ">`");
        } else if (wanted.isEmpty()) {
            problems.error(
                    Code.LIFETIME_ARGUMENTS,
                    at,
                    "`" + name + "` has no lifetimes, but is given " + given.size(),
                    "write `" + name + "`");
        } else {
            problems.error(
                    Code.LIFETIME_ARGUMENTS,
                    at,
                    "`" + name + "` has " + lifetimes(wanted.size()) + ", but is given " + given.size(),
                    "write `" + name + "<" + edit(wanted, elision) + ">`");
        }
    }

    private static String lifetimes(int count) {
        return count == 1 ? "a lifetime" : count + " lifetimes";
    }

    private static String edit(List<LifetimeParameter> wanted, Elision elision) {
        return switch (elision) {
            case Elision.Fresh _, Elision.Same _ -> String.join(", ", Collections.nCopies(wanted.size(), "'_"));
            case Elision.Forbidden _ -> wanted.stream().map(p -> "'" + p.name()).collect(Collectors.joining(", "));
        };
    }
}
