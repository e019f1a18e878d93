package org.rdylib.loader;

import java.util.Objects;

/** Three values, {@code (A, B, C)} in a descriptor. */
public record Triple<A, B, C>(A first, B second, C third) {
    /** None is null. */
    public Triple {
        Objects.requireNonNull(first, "Triple.first: null is passed");
        Objects.requireNonNull(second, "Triple.second: null is passed");
        Objects.requireNonNull(third, "Triple.third: null is passed");
    }
}
