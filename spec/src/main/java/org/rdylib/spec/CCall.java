package org.rdylib.spec;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How C calls a closure that it is passed: {@code calls: {row: {pass: [data, 0.length as c_int, 0.data], failed: 1}}}.
 *
 * @param closure the parameter that is the closure
 * @param arguments what C passes, in its order; parameters of the closure's are numbers
 * @param failed what C is answered where the closure fails; zero, if nothing is said
 * @param isKeptIfOk whether C has an owned closure only once it has answered {@code ok}, and the caller drops it otherwise
 * @param at where it is written
 */
public record CCall(
        String closure, List<CArgument> arguments, Optional<BigInteger> failed, boolean isKeptIfOk, Place at) {

    public CCall {
        arguments = List.copyOf(arguments);
    }

    /** The same with all of it at one place. */
    public CCall withPlace(Place at) {
        return new CCall(closure, arguments.stream().map(a -> a.withPlace(at)).toList(), failed, isKeptIfOk, at);
    }

    /** Whether it says more than the arguments. */
    public boolean hasTerms() {
        return failed.isPresent() || isKeptIfOk;
    }

    /** What is said of the closure, as the language writes it, in one line. */
    @Override
    public String toString() {
        String list = arguments.stream().map(CArgument::toString).collect(Collectors.joining(", ", "[", "]"));
        return hasTerms()
                ? "{pass: " + list + failed.map(f -> ", failed: " + f).orElse("") + (isKeptIfOk ? ", kept: ok" : "")
                        + "}"
                : list;
    }
}
