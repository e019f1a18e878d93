package org.rdylib.codegen.java.plan;

import java.util.Optional;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;

/** Finds the opaque value that a parameter is of. */
final class Opaques {
    /**
     * What is passed.
     *
     * @param named the opaque type
     * @param reference the lifetime of the reference to it, or to the place for it
     * @param isPlace whether it is {@code &mut Option<Box<H>>}, where the library puts one
     * @param option the {@code Option} around it, or the type itself
     * @param type of the value itself
     */
    record Use(
            Type.Named named,
            Optional<Lifetime> reference,
            Value.Having having,
            boolean isPlace,
            Type option,
            Type type) {
        boolean isOptional() {
            return option instanceof Type.Option;
        }
    }

    private Opaques() {}

    /** The opaque value in a parameter of that type: itself, optional, or a place for one. */
    static Optional<Use> of(Type type, CheckedDescriptor descriptor) {
        return switch (type) {
            case Type.Option o ->
                of(o.value(), descriptor)
                        .filter(use -> !use.isOptional())
                        .map(use -> new Use(use.named(), use.reference(), use.having(), false, o, use.type()));
            case Type.Handle h ->
                Optional.of(new Use(h.target(), Optional.empty(), Value.Having.OWNED, false, type, type));
            case Type.Reference(var lifetime, Mutability m, Type.Option o, var _)
            when m == Mutability.EXCLUSIVE && o.value() instanceof Type.Handle h ->
                Optional.of(new Use(h.target(), Optional.of(lifetime), Value.Having.OWNED, true, o, h));
            case Type.Reference(var lifetime, Mutability m, Type.Named n, var _)
            when declaration(n, descriptor).isPresent() ->
                Optional.of(new Use(
                        n,
                        Optional.of(lifetime),
                        m == Mutability.SHARED ? Value.Having.LENT : Value.Having.LENT_EXCLUSIVELY,
                        false,
                        type,
                        type));
            case Type _ -> Optional.empty();
        };
    }

    /** Whether a lifetime that it was made with cannot be shortened. */
    static boolean isFixed(Type.Named named, Declarations descriptor) {
        TypeDeclaration.Opaque declaration = declaration(named, descriptor).orElseThrow();
        return declaration.lifetimes().stream().anyMatch(lifetime -> !declaration.isCovariantIn(lifetime));
    }

    static Value.Opaque value(
            Type.Named named,
            CheckedDescriptor descriptor,
            Optional<Lifetime> reference,
            Value.Having having,
            Type type) {
        return new Value.Opaque(
                declaration(named, descriptor).orElseThrow(),
                named.arguments(),
                reference,
                having,
                Optional.empty(),
                type);
    }

    private static Optional<TypeDeclaration.Opaque> declaration(Type.Named named, Declarations descriptor) {
        return descriptor.type(named.name()) instanceof TypeDeclaration.Opaque o ? Optional.of(o) : Optional.empty();
    }
}
