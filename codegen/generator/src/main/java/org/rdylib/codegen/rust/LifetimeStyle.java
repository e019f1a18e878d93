package org.rdylib.codegen.rust;

import org.rdylib.spec.Lifetime;

/** How the lifetimes of a type are written. */
enum LifetimeStyle {
    /** As the author declared them; those that were left out are left out again. */
    DECLARED,
    /** All of them as {@code 'static}: in C signatures, which know none. */
    ERASED,
    /** Left to rustc: in bodies. */
    INFERRED;

    /** The lifetime as an argument or bound. {@code 'dylib} is as long as anything in a plugin gets: its {@code 'static}. */
    String write(Lifetime lifetime) {
        return switch (this) {
            case ERASED -> "'static";
            case INFERRED -> lifetime instanceof Lifetime.Named ? "'_" : "'static";
            case DECLARED ->
                switch (lifetime) {
                    case Lifetime.Static _, Lifetime.Dylib _ -> "'static";
                    case Lifetime.Named n -> isElided(n) ? "'_" : "'" + n.name();
                    case Lifetime.Elided _, Lifetime.Omitted _ ->
                        throw new IllegalArgumentException("not elaborated at " + lifetime.at());
                };
        };
    }

    /** Whether the checker has named the lifetime, because its author did not. */
    static boolean isElided(Lifetime.Named lifetime) {
        return isElided(lifetime.name());
    }

    static boolean isElided(String name) {
        return Character.isDigit(name.charAt(0));
    }
}
