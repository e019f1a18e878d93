package org.rdylib.codegen.rust;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;

/**
 * Which references to objects and closures end with the call that they are passed to. Such a one is a plain reference
 * to something on the stack of the generated code; any other must be a value that can be kept.
 */
final class Confinement {

    private Confinement() {}

    /**
     * Whether {@code parameter} is a reference to an object or closure, or an {@code Option} of one, whose lifetime the
     * signature mentions nowhere else.
     */
    static boolean isConfined(Signature signature, Parameter parameter) {
        return reference(parameter.type())
                .filter(r -> r.lifetime() instanceof Lifetime.Named n
                        && signature.lifetimes().stream().anyMatch(l -> l.name().equals(n.name()))
                        && mentions(signature, n.name()) == 1 + mentions(bound(r.target()), n.name()))
                .isPresent();
    }

    /** The reference that {@code type} is, or is an {@code Option} of, if its target is an object or closure. */
    static Optional<Type.Reference> reference(Type type) {
        return switch (type) {
            case Type.Option o when o.value() instanceof Type.Reference r && isObject(r.target()) -> Optional.of(r);
            case Type.Reference r when isObject(r.target()) -> Optional.of(r);
            case Type _ -> Optional.empty();
        };
    }

    static boolean isObject(Type type) {
        return type instanceof Type.InterfaceObject || type instanceof Type.Closure;
    }

    private static Lifetime bound(Type object) {
        return switch (object) {
            case Type.InterfaceObject o -> o.bound();
            case Type.Closure c -> c.bound();
            case Type _ -> throw new IllegalArgumentException("no object at " + object.at());
        };
    }

    private static int mentions(Lifetime lifetime, String name) {
        return lifetime.isNamed(name) ? 1 : 0;
    }

    private static int mentions(Signature signature, String name) {
        int count = signature.receiver().map(r -> mentions(r.lifetime(), name)).orElse(0);
        for (Outlives clause : signature.where()) {
            count += mentions(clause.longer(), name) + mentions(clause.shorter(), name);
        }
        for (Parameter parameter : signature.parameters()) {
            count += mentions(parameter.type(), name);
        }
        return count + mentions(signature.result(), name);
    }

    /** How often a type mentions the lifetime of that name, bounds and function types within it included. */
    static int mentions(Type type, String name) {
        int count = 0;
        Deque<Type> open = new ArrayDeque<>(List.of(type));
        while (!open.isEmpty()) {
            Type next = open.pop();
            count += mentions(Types.lifetimes(next), name);
            Types.parts(next).forEach(open::push);
        }
        return count;
    }

    private static int mentions(List<Lifetime> lifetimes, String name) {
        return lifetimes.stream().mapToInt(l -> mentions(l, name)).sum();
    }
}
