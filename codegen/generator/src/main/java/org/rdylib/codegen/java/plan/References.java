package org.rdylib.codegen.java.plan;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * The references to objects and closures within a type that is passed by value, each declared type looked at once for the same
 * lifetimes.
 */
final class References {
    private record Use(String type, List<String> arguments) {}

    private final CheckedDescriptor descriptor;
    private final Set<Use> seen = new HashSet<>();
    private final Set<String> lifetimes = new LinkedHashSet<>();
    private boolean fixed;

    private References(CheckedDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    static References in(Type type, CheckedDescriptor descriptor) {
        References references = new References(descriptor);
        references.find(type, UnaryOperator.identity());
        return references;
    }

    /** The lifetimes that they are lent for. */
    Set<String> lifetimes() {
        return lifetimes;
    }

    /** Whether one is to an object of an interface with lifetimes, which cannot be shortened. */
    boolean isFixed() {
        return fixed;
    }

    /** @param outside what the lifetimes of {@code type} are called outside the declaration that it stands in */
    private void find(Type type, UnaryOperator<String> outside) {
        switch (type) {
            case Type.Reference(Lifetime lifetime, var _, Type.InterfaceObject object, var _) -> {
                lifetimes.add(outside.apply(Lifetimes.name(lifetime)));
                fixed |= !object.arguments().isEmpty();
            }
            case Type.Reference(Lifetime lifetime, var _, Type.Closure _, var _) ->
                lifetimes.add(outside.apply(Lifetimes.name(lifetime)));
            case Type.Named named -> {
                List<String> arguments = Lifetimes.arguments(named, outside);
                if (seen.add(new Use(named.name(), arguments))) {
                    TypeDeclaration declaration = descriptor.type(named.name());
                    UnaryOperator<String> inside = Lifetimes.inFields(declaration, arguments);
                    Types.fieldTypes(declaration).forEach(field -> find(field, inside));
                }
            }
            case Type other -> Ownership.parts(other).forEach(part -> find(part, outside));
        }
    }
}
