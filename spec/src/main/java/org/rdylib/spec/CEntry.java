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
 * @param calls how C calls the closures that it is passed, where that is not the usual way: their data first, then their
 *     parameters
 * @param at where it is written
 */
public record CEntry(List<CArgument> arguments, Optional<BigInteger> ok, List<CCall> calls, Place at) {

    public CEntry {
        arguments = List.copyOf(arguments);
        calls = List.copyOf(calls);
    }

    /** The argument by which C is told where to put what the function returns, if it is. */
    public Optional<CArgument.Returned> returned() {
        return arguments.stream()
                .filter(CArgument.Returned.class::isInstance)
                .map(CArgument.Returned.class::cast)
                .findFirst();
    }

    /** Whether it says more than the arguments. */
    public boolean hasTerms() {
        return ok.isPresent() || !calls.isEmpty();
    }

    /** The same with other calls of closures. */
    public CEntry withCalls(List<CCall> calls) {
        return new CEntry(arguments, ok, calls, at);
    }

    /** As the language writes it, in one line. */
    @Override
    public String toString() {
        String list = arguments.stream().map(CArgument::toString).collect(Collectors.joining(", ", "[", "]"));
        String called = calls.stream()
                .map(call -> call.closure() + ": " + call)
                .collect(Collectors.joining(", ", ", calls: {", "}"));
        return hasTerms()
                ? "{pass: " + list + ok.map(code -> ", ok: " + code).orElse("") + (calls.isEmpty() ? "" : called) + "}"
                : list;
    }

    /** The same with all of it at one place. */
    public CEntry withPlace(Place at) {
        return new CEntry(
                arguments.stream().map(a -> a.withPlace(at)).toList(),
                ok,
                calls.stream().map(call -> call.withPlace(at)).toList(),
                at);
    }
}
