package org.rdylib.verifier.region;

import org.jspecify.annotations.Nullable;

/**
 * A lifetime in one question to the solver.
 *
 * @param id its number within its {@link Constraints}
 * @param name how it is shown to the user, with the apostrophe
 * @param scope the scope that it belongs to
 */
public record Region(int id, Kind kind, String name, Scope scope) {

    /** Who chooses what a region stands for. */
    public enum Kind {
        /** Chosen by whoever calls: {@code 'static}, {@code 'dylib}, the caller's and a declaration's lifetimes. */
        UNIVERSAL,
        /** Chosen by whoever calls a function type that was opened. */
        PLACEHOLDER,
        /** Chosen by the solver: the callee's lifetimes, and those of a function type that is given. */
        EXISTENTIAL,
        /**
         * The time of the call itself, which every lifetime that the call is given outlives. The value of an
         * existential that need not outlive anything.
         */
        BODY
    }

    /** Whether the solver may choose it. */
    public boolean isExistential() {
        return kind == Kind.EXISTENTIAL;
    }

    /** Whether an existential of {@code where} can be given the value of this region. */
    boolean isNameableIn(Scope where) {
        return kind == Kind.UNIVERSAL || where.isWithin(scope);
    }

    /** One region is another only if it is the same: its number and name say nothing outside its question. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public String toString() {
        return name;
    }
}
