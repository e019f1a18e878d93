package org.rdylib.loader;

import java.util.Objects;

/** Two values, {@code (A, B)} in a descriptor. */
public record Pair<A, B>(A first, B second) {
    /** Neither is null. */
    public Pair {
        Objects.requireNonNull(first, "Pair.first: null is passed");
        Objects.requireNonNull(second, "Pair.second: null is passed");
    }
}
