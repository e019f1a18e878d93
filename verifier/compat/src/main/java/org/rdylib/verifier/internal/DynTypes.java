package org.rdylib.verifier.internal;

import java.util.Set;
import java.util.stream.Collectors;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Type;

/** What interface objects and closures have in common. */
final class DynTypes {

    private DynTypes() {}

    static boolean isObject(Type type) {
        return type instanceof Type.InterfaceObject || type instanceof Type.Closure;
    }

    /** {@code Send + Sync}, or {@code no bounds}. */
    static String spell(Set<Bound> bounds) {
        return bounds.isEmpty()
                ? "no bounds"
                : bounds.stream().sorted().map(Bound::spelling).collect(Collectors.joining(" + "));
    }
}
