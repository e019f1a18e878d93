package org.rdylib.conformance.isolation;

import java.util.List;
import java.util.Map;

/** The types of a call in which every lifetime has a name, and without declared types: each is a tuple of what is in it. */
final class Flat {

    private final Boundary boundary;
    private final List<Term> parameters;
    private final Term result;
    private int named;

    Flat(Boundary boundary, List<Term> parameters, Term result) {
        this.boundary = boundary;
        this.parameters = parameters.stream().map(this::named).toList();
        this.result = named(result);
    }

    /** Whether {@code lifetime} was left out. */
    static boolean isNamedHere(String lifetime) {
        return lifetime.startsWith("'_");
    }

    /** The parameters, of which the copy of {@code side} says what is in a declared type. */
    List<Term> parameters(Side side) {
        return parameters.stream().map(p -> of(p, Map.of(), side)).toList();
    }

    Term result(Side side) {
        return of(result, Map.of(), side);
    }

    private Term of(Term term, Map<String, String> arguments, Side side) {
        Term here = term.with(l -> arguments.getOrDefault(l, l), t -> of(t, arguments, side));
        if (here instanceof Term.Named(String name, String first, String second)) {
            return boundary.contents(name, side).stream()
                    .map(t -> of(t, Map.of("'x", first, "'y", second), side))
                    .reduce(Term.Pair::new)
                    .orElseThrow();
        }
        return here;
    }

    private Term named(Term term) {
        return term.with(l -> l.isEmpty() ? "'_" + named++ : l, this::named);
    }
}
