package org.rdylib.codegen.java;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 * closure of Java's that is given what lives as long.
 */
final class Storing {

    private final CheckedDescriptor descriptor;
    private final Set<String> stored = new HashSet<>(Set.of(Lifetimes.DYLIB));
    private final Set<List<String>> seen = new HashSet<>();

    private Storing(CheckedDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** Those of a signature; the set is the caller's. */
    static Set<String> of(CheckedDescriptor descriptor, Signature signature) {
        Storing storing = new Storing(descriptor);
        storing.stored.addAll(Lifetimes.in(signature.result()));
        signature.parameters().forEach(parameter -> storing.store(parameter.type(), UnaryOperator.identity(), false));
        return storing.stored;
    }

    /**
     * Adds the lifetimes of what a callee can write to, or ask its caller for.
     *
     * @param in what the lifetimes of {@code type} are called in the signature
     * @param isField whether it stands in a declaration. What a closure there is given Java can always keep; of one in the
     *     signature itself Java is given copies of what it cannot.
     */
    private void store(Type type, UnaryOperator<String> in, boolean isField) {
        switch (type) {
            case Type.Closure c -> storeInside(c.signature(), in, isField);
            case Type.Function f -> storeInside(f.signature(), in, isField);
            case Type.Named named -> storeNamed(named, in);
            // Its methods may keep what is passed for them, even those that take it shared.
            case Type.InterfaceObject object -> storeAll(object.arguments(), in);
            case Type.Reference reference -> {
                if (reference.mutability() == Mutability.EXCLUSIVE
                        && !(reference.target() instanceof Type.Closure)
                        && !(reference.target() instanceof Type.InterfaceObject)) {
                    storeAll(reference.target(), in);
                }
                store(reference.target(), in, isField);
            }
            case Type other -> Types.parts(other).forEach(part -> store(part, in, isField));
        }
    }

    private void storeInside(Signature signature, UnaryOperator<String> in, boolean isField) {
        Set<String> own = signature.lifetimes().stream().map(Lifetimes::name).collect(toSet());
        UnaryOperator<String> inside = name -> own.contains(name) ? Lifetimes.BOUND : in.apply(name);
        storeAll(signature.result(), inside);
        if (isField) {
            signature.parameters().forEach(parameter -> storeAll(parameter.type(), inside));
        }
        Types.parts(signature).forEach(part -> store(part, inside, isField));
    }

    private void storeNamed(Type.Named named, UnaryOperator<String> in) {
        List<String> arguments = named.arguments().stream()
                .map(argument -> in.apply(Lifetimes.name(argument)))
                .toList();
        TypeDeclaration declaration = descriptor.type(named.name());
        if (declaration instanceof TypeDeclaration.Opaque opaque) {
            // What claims nothing may keep what is passed for it.
            for (int i = 0; i < arguments.size(); i++) {
                if (!opaque.isCovariantIn(opaque.lifetimes().get(i))) {
                    store(arguments.get(i));
                }
            }
            return;
        }
        List<String> use = new ArrayList<>(arguments);
        use.add(named.name());
        if (seen.add(use)) {
            Map<String, String> substitution = Lifetimes.substitution(declaration.lifetimes(), arguments);
            UnaryOperator<String> inside = name -> substitution.getOrDefault(name, name);
            Types.fieldTypes(declaration).forEach(field -> store(field, inside, true));
        }
    }

    private void storeAll(Type type, UnaryOperator<String> in) {
        Lifetimes.in(type).forEach(name -> store(in.apply(name)));
    }

    private void storeAll(List<Lifetime> lifetimes, UnaryOperator<String> in) {
        lifetimes.forEach(lifetime -> store(in.apply(Lifetimes.name(lifetime))));
    }

    private void store(String name) {
        if (!name.equals(Lifetimes.BOUND)) {
            stored.add(name);
        }
    }
}
