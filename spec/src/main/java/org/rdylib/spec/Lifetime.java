package org.rdylib.spec;

/**
 * A lifetime as it is written in a type or signature.
 *
 * <p>{@link Elided} and {@link Omitted} occur only in descriptors that have not been checked: the checker replaces
 * them by what Rust's elision rules and default object bounds say.
 */
public sealed interface Lifetime {

    /** Where it is written, or where it would stand. */
    Place at();

    /** Whether it is the declared lifetime {@code name}, which is without its apostrophe. */
    default boolean isNamed(String name) {
        return this instanceof Named named && named.name().equals(name);
    }

    /** {@code 'static}: the whole life of the process; in a plugin's descriptor the verifier reads it as {@code 'dylib}. */
    record Static(Place at) implements Lifetime {
        @Override
        public String toString() {
            return "'static";
        }
    }

    /** {@code 'dylib}: until the library is unloaded. */
    record Dylib(Place at) implements Lifetime {
        @Override
        public String toString() {
            return "'dylib";
        }
    }

    /**
     * A declared lifetime.
     *
     * @param name its name without the apostrophe; the checker names elided lifetimes {@code 1}, {@code 2} …, which
     *     nobody can write
     */
    record Named(String name, Place at) implements Lifetime {
        @Override
        public String toString() {
            return "'" + name;
        }
    }

    /** A reference's or type's lifetime that is not written, or written {@code '_}. */
    record Elided(Place at) implements Lifetime {
        @Override
        public String toString() {
            return "'_";
        }
    }

    /** The bound of an object, closure or function reference that is not written ({@code dyn I} without {@code + 'a}). */
    record Omitted(Place at) implements Lifetime {
        @Override
        public String toString() {
            return "'_";
        }
    }
}
