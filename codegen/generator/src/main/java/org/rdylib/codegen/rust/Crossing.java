package org.rdylib.codegen.rust;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How a parameter crosses the boundary. Each direction is worked out only where it is asked for, because it has the
 * functions written that it needs.
 *
 * @param parameters the C parameters that it is, by name and type
 * @param received the author's value, made of them
 * @param kept how it is held before it is looked at, where it has a destructor
 * @param prepared statements that go before {@code given}
 * @param given the C arguments, made of the author's value, which has the first parameter's name
 */
record Crossing(
        List<CParameter> parameters,
        Supplier<String> received,
        Optional<Kept> kept,
        Supplier<List<String>> prepared,
        List<String> given) {

    /** A C parameter. */
    record CParameter(String name, String type) {
        String declaration() {
            return name + ": " + type;
        }
    }

    /**
     * What belongs to the callee before it has been looked at.
     *
     * @param held an expression for it
     * @param taken the author's value, made of that under the first parameter's name
     */
    record Kept(String held, String taken) {}

    Crossing {
        parameters = List.copyOf(parameters);
        given = List.copyOf(given);
    }

    /** The name of the author's value. */
    String name() {
        return parameters.getFirst().name();
    }
}
