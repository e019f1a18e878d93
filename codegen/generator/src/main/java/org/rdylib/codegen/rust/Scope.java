package org.rdylib.codegen.rust;

import java.util.HashSet;
import java.util.Set;

/** The names of one Rust scope: whoever comes second gets underscores at its end. */
final class Scope {

    private final Set<String> taken = new HashSet<>();

    /** A scope in which those names are taken from the start. */
    Scope(String... taken) {
        this.taken.addAll(Set.of(taken));
    }

    /** Takes {@code wanted}, or the next free name that begins like it. */
    String take(String wanted) {
        String name = wanted;
        while (!taken.add(name)) {
            name += "_";
        }
        return name;
    }
}
