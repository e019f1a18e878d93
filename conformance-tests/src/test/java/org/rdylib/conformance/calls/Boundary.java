package org.rdylib.conformance.calls;

import java.util.Optional;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;

/** What the functions of these boundaries are there for. */
final class Boundary {

    /** What the name of an export begins with that does nothing but call an import. */
    private static final String CALLER = "call_";

    /** What the names of imports begin with, and no other's. */
    private static final String IMPORT = "i";

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

    /** The reference through which a callee may write. */
    static Optional<Type.Reference> exclusive(Type type) {
        return type instanceof Type.Reference r
                        && r.mutability() == Mutability.EXCLUSIVE
                        && !(r.target() instanceof Type.Closure || r.target() instanceof Type.InterfaceObject)
                ? Optional.of(r)
                : Optional.empty();
    }

    /** Whether a value of a type, passed by value, has a reference within it through which a callee may write. */
    static boolean lends(Type type, Declarations declarations) {
        return switch (type) {
            case Type.Reference r -> r.mutability() == Mutability.EXCLUSIVE;
            case Type.Named n ->
                Types.fieldTypes(declarations.type(n.name())).stream().anyMatch(field -> lends(field, declarations));
            case Type other -> Types.inlineParts(other).stream().anyMatch(part -> lends(part, declarations));
        };
    }

    /** Whether that is so of a parameter that is no such reference itself. */
    static boolean lendsWithin(Type type, Declarations declarations) {
        return !(type instanceof Type.Reference) && lends(type, declarations);
    }

    /**
     * Whether the host made the value that belongs to {@code path}. Who implements a function answers, and who calls it
     * passes what is in parentheses; {@code '} is what the callee leaves there.
     */
    static boolean isOfHost(String path) {
        boolean isOfHost = path.startsWith(IMPORT);
        for (int i = 0; i < path.length(); i++) {
            boolean isPassed = path.charAt(i) == '(' && path.charAt(i + 1) != ')';
            if (isPassed || path.charAt(i) == '\'') {
                isOfHost = !isOfHost;
            }
        }
        return isOfHost;
    }

    /** What a path calls a parameter. */
    static String name(Parameter parameter, int index) {
        return parameter.name().isEmpty() ? "q" + index : parameter.name();
    }
}
