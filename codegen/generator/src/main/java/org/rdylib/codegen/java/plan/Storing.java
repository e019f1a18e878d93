package org.rdylib.codegen.java.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * The lifetimes for which a call may leave something behind: in its result, where the callee may write, or with an object or
 * closure that is given what lives as long.
 */
final class Storing {

    private final CheckedDescriptor descriptor;
    private final Set<String> stored = new HashSet<>(Set.of(Lifetimes.DYLIB));
    private final Set<Use> seen = new HashSet<>();

    /** Whether the lifetimes count for which the callee may put other places where some are lent. */
    private final boolean withPlaces;

    /** A declared type with its lifetimes, as they are called in the signature. */
    private record Use(String type, List<String> arguments, Side owner) {}

    private Storing(CheckedDescriptor descriptor, boolean withPlaces) {
        this.descriptor = descriptor;
        this.withPlaces = withPlaces;
    }

    /** Those of a function that Java calls; the set is the caller's. */
    static Set<String> ofDowncall(CheckedDescriptor descriptor, Signature signature) {
        return of(descriptor, signature, Side.JAVA, true);
    }

    /** The same without those for which nothing but places that were lent for the call can be put anywhere. */
    static Set<String> afterDowncall(CheckedDescriptor descriptor, Signature signature) {
        return of(descriptor, signature, Side.JAVA, false);
    }

    /** Those of one of Java's; the set is the caller's. */
    static Set<String> ofUpcall(CheckedDescriptor descriptor, Signature signature) {
        return of(descriptor, signature, Side.LIBRARY, true);
    }

    private static Set<String> of(CheckedDescriptor descriptor, Signature signature, Side caller, boolean withPlaces) {
        Set<String> stored = inParameters(descriptor, signature, caller, withPlaces);
        stored.addAll(Lifetimes.in(signature.result()));
        return stored;
    }

    /**
     * Those for which a function that Java calls may leave plain data, which nobody drops: what is left in objects and closures
     * for as long as they are there is not among them. The set is the caller's.
     */
    static Set<String> plainly(CheckedDescriptor descriptor, Signature signature) {
        Set<String> stored = inParameters(descriptor, signature, Side.JAVA, true);
        stored.addAll(Lifetimes.plainly(signature.result()));
        return stored;
    }

    private static Set<String> inParameters(
            CheckedDescriptor descriptor, Signature signature, Side caller, boolean withPlaces) {
        Storing storing = new Storing(descriptor, withPlaces);
        signature
                .parameters()
                .forEach(parameter ->
                        storing.store(parameter.type(), new Context(UnaryOperator.identity(), caller, false)));
        return storing.stored;
    }

    /** Whose a value is. */
    private enum Side {
        JAVA,
        LIBRARY;

        Side other() {
            return this == JAVA ? LIBRARY : JAVA;
        }
    }

    /**
     * Where a type stands.
     *
     * @param in what its lifetimes are called in the signature
     * @param owner whose its values are
     * @param isField whether it stands in a declaration
     */
    private record Context(UnaryOperator<String> in, Side owner, boolean isField) {

        /**
         * Whether what a closure there is given may be kept. A library's own may hold whatever has its lifetimes; Java is
         * given copies of what it cannot keep, but to those that stand in a declaration, which are planned for all uses.
         */
        boolean keeps() {
            return owner == Side.LIBRARY || isField;
        }

        Context with(UnaryOperator<String> other) {
            return new Context(other, owner, isField);
        }

        Context ofCaller() {
            return new Context(in, owner.other(), isField);
        }
    }

    /** Adds the lifetimes of what a callee can write to, ask its caller for, or give to it. */
    private void store(Type type, Context context) {
        switch (type) {
            case Type.Closure c -> {
                Context inside = inside(c.signature(), context);
                if (context.keeps()) {
                    c.signature().parameters().forEach(parameter -> storeAll(parameter.type(), inside));
                }
                storeInside(c.signature(), inside);
            }
            case Type.Function f -> storeInside(f.signature(), inside(f.signature(), context));
            case Type.Named named -> storeNamed(named, context);
            // Its methods may keep what is passed for them, even those that take it shared.
            case Type.InterfaceObject object -> object.arguments().forEach(lifetime -> store(lifetime, context));
            case Type.Reference reference -> {
                if (reference.mutability() == Mutability.EXCLUSIVE
                        && !(reference.target() instanceof Type.Closure)
                        && !(reference.target() instanceof Type.InterfaceObject)) {
                    if (withPlaces || context.owner() != Side.JAVA || context.isField()) {
                        storeAll(reference.target(), context);
                    } else {
                        Lending.placesBehind(reference.target(), descriptor)
                                .others()
                                .forEach(name -> store(context.in().apply(name)));
                    }
                }
                store(reference.target(), context);
            }
            case Type other -> Types.parts(other).forEach(part -> store(part, context));
        }
    }

    private static Context inside(Signature signature, Context context) {
        return context.with(Lifetimes.inside(signature, context.in()));
    }

    private void storeInside(Signature signature, Context inside) {
        storeAll(signature.result(), inside);
        signature.parameters().forEach(parameter -> store(parameter.type(), inside.ofCaller()));
        store(signature.result(), inside);
    }

    private void storeNamed(Type.Named named, Context context) {
        TypeDeclaration declaration = descriptor.type(named.name());
        if (declaration instanceof TypeDeclaration.Opaque opaque) {
            // What claims nothing may keep what is passed for it.
            for (int i = 0; i < named.arguments().size(); i++) {
                if (!opaque.isCovariantIn(opaque.lifetimes().get(i))) {
                    store(named.arguments().get(i), context);
                }
            }
            return;
        }
        List<String> arguments = Lifetimes.arguments(named, context.in());
        if (seen.add(new Use(named.name(), arguments, context.owner()))) {
            Context inside = new Context(Lifetimes.inFields(declaration, arguments), context.owner(), true);
            Types.fieldTypes(declaration).forEach(field -> store(field, inside));
        }
    }

    private void storeAll(Type type, Context context) {
        Lifetimes.in(type).forEach(name -> store(context.in().apply(name)));
    }

    private void store(Lifetime lifetime, Context context) {
        store(context.in().apply(Lifetimes.name(lifetime)));
    }

    private void store(String name) {
        if (!name.equals(Lifetimes.BOUND)) {
            stored.add(name);
        }
    }
}
