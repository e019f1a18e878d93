package org.rdylib.spec;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a C function that was not written for this takes what an export's signature says: {@code c: {pass: [db, sql.data,
 * sql.length as c_int, return, null], ok: 0}}.
 *
 * @param arguments what C is passed, in its order
 * @param ok the answer of C's that means success. Then the export returns a {@code Result}, whose error is any other answer
 * @param at where it is written
 */
public record CEntry(List<CArgument> arguments, Optional<BigInteger> ok, Place at) {

    public CEntry {
        arguments = List.copyOf(arguments);
    }

    /** The argument by which C is told where to put what the function returns, if it is. */
    public Optional<CArgument.Returned> returned() {
        return arguments.stream()
                .filter(CArgument.Returned.class::isInstance)
                .map(CArgument.Returned.class::cast)
                .findFirst();
    }

    /** As the language writes it, in one line. */
    @Override
    public String toString() {
        String list = arguments.stream().map(CArgument::toString).collect(Collectors.joining(", ", "[", "]"));
        return ok.map(code -> "{pass: " + list + ", ok: " + code + "}").orElse(list);
    }

    /** The same with all of it at one place. */
    public CEntry withPlace(Place at) {
        return new CEntry(arguments.stream().map(a -> a.withPlace(at)).toList(), ok, at);
    }
}
