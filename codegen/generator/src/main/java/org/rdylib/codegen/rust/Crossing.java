package org.rdylib.codegen.rust;

import java.util.List;
import java.util.function.Supplier;

/**
 * How a parameter crosses the boundary. Each direction is worked out only where it is asked for, because it has the
 * functions written that it needs.
 *
 * @param parameters the C parameters that it is, by name and type
 * @param isOwning whether it has a destructor
 * @param received the author's value, made of them
 * @param prepared statements that go before {@code given}
 * @param given the C arguments, made of the author's value, which has the first parameter's name
 */
record Crossing(
        List<CParameter> parameters,
        boolean isOwning,
        Supplier<String> received,
        Supplier<List<String>> prepared,
        List<String> given) {

    /** A C parameter. */
    record CParameter(String name, String type) {
        String declaration() {
            return name + ": " + type;
        }
    }

    Crossing {
        parameters = List.copyOf(parameters);
        given = List.copyOf(given);
    }

    /** The name of the author's value. */
    String name() {
        return parameters.getFirst().name();
    }
}
