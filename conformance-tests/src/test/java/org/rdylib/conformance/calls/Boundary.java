package org.rdylib.conformance.calls;

import java.util.Optional;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Type;

/** What the functions of these boundaries are there for. */
final class Boundary {

    /** What the name of an export begins with that does nothing but call an import. */
    private static final String CALLER = "call_";

    private Boundary() {}

    /** An export that calls {@code called}. */
    static String caller(String called) {
        return CALLER + called + ": \"fn()\"";
    }

    static boolean isCaller(Export export) {
        return export.name().startsWith(CALLER);
    }

    /** What a caller calls. */
    static Import called(Export export, Descriptor descriptor) {
        return descriptor.imports().stream()
                .filter(i -> export.name().equals(CALLER + i.name()))
                .findFirst()
                .orElseThrow();
    }

    /** The closure that a parameter lends or gives. */
    static Optional<Type.Closure> closure(Type type) {
        return switch (type) {
            case Type.Reference r when r.target() instanceof Type.Closure c -> Optional.of(c);
            case Type.Boxed b when b.target() instanceof Type.Closure c -> Optional.of(c);
            case Type _ -> Optional.empty();
        };
    }

    /** Whether a parameter gives a closure, which the callee drops. */
    static boolean isGiven(Type type) {
        return type instanceof Type.Boxed b && b.target() instanceof Type.Closure;
    }

    /** The reference through which a callee may write. */
    static Optional<Type.Reference> exclusive(Type type) {
        return type instanceof Type.Reference r
                        && r.mutability() == Mutability.EXCLUSIVE
                        && !(r.target() instanceof Type.Closure)
                ? Optional.of(r)
                : Optional.empty();
    }

    /** What a path calls a parameter. */
    static String name(Parameter parameter, int index) {
        return parameter.name().isEmpty() ? "q" + index : parameter.name();
    }
}
