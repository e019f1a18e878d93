package org.rdylib.verifier.internal;

import org.rdylib.verifier.copy.Side;

/** A pair of declarations, one in each copy, and whose values flow. Compared once, however often it is met. */
sealed interface Key {

    /** The number of the host's declaration, by which the {@link Session} and {@link LikeParts} know the pair. */
    int number();

    /** The declarations' name, which is the same in both copies. */
    String name();

    /** The side that makes the values, or implements the objects. */
    Side producer();

    /** Two structs or enums. */
    record OfType(int number, String name, Side producer) implements Key {}

    /** Two interfaces. */
    record OfInterface(int number, String name, Side producer) implements Key {}
}
