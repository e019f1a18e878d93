package org.rdylib.verifier.copy;

import java.util.Set;
import java.util.stream.Collectors;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Type;

/** What interface objects and closures have in common. */
public final class DynTypes {

    private DynTypes() {}

    public static boolean isObject(Type type) {
        return type instanceof Type.InterfaceObject || type instanceof Type.Closure;
    }

    /** {@code Send + Sync}, or {@code no bounds}. */
    public static String spell(Set<Bound> bounds) {
        return bounds.isEmpty()
                ? "no bounds"
                : bounds.stream().sorted().map(Bound::spelling).collect(Collectors.joining(" + "));
    }
}
