package org.rdylib.verifier.region;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in the nesting of {@code for<>} binders: the signature itself, or the inside of a binder that was opened.
 *
 * <p>Scopes form a tree. What is assumed in one holds in it and in all that are inside it; an existential of one can be
 * given the value of every region of it and of those around it.
 */
public final class Scope {

    private final Optional<Scope> outer;
    private final int depth;

    private Scope(Optional<Scope> outer, int depth) {
        this.outer = outer;
        this.depth = depth;
    }

    static Scope root() {
        return new Scope(Optional.empty(), 0);
    }

    Scope inner() {
        return new Scope(Optional.of(this), depth + 1);
    }

    /** How many binders it is inside of. */
    public int depth() {
        return depth;
    }

    /** The scope around this one. */
    Optional<Scope> outer() {
        return outer;
    }

    /** One scope is another only if it is the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return depth;
    }

    /** Whether this is {@code other} or inside it. */
    public boolean isWithin(Scope other) {
        Scope here = this;
        while (here.depth > other.depth) {
            here = here.outer.orElseThrow();
        }
        return here.equals(other);
    }
}
