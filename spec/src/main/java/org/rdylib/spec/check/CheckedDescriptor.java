package org.rdylib.spec.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.layout.Target;

/**
 * A descriptor that is well-formed. Only the checker makes one.
 *
 * <p>In its {@link #descriptor()} every name is declared, every lifetime is written ({@link
 * org.rdylib.spec.Lifetime.Static}, {@link org.rdylib.spec.Lifetime.Dylib} or {@link
 * org.rdylib.spec.Lifetime.Named}), elided ones having become parameters of the signature or {@code for<>} that they
 * belong to, and every user type has all its lifetime arguments.
 */
public final class CheckedDescriptor implements Declarations {

    private final Descriptor descriptor;
    private final Map<String, TypeDeclaration> types;
    private final Map<String, InterfaceDeclaration> interfaces;
    private final Map<String, List<Variance>> variances;
    private final AutoBounds bounds;
    private final List<Target> targets;

    /** The maps are its own from now on. */
    CheckedDescriptor(
            Descriptor descriptor,
            Map<String, TypeDeclaration> types,
            Map<String, InterfaceDeclaration> interfaces,
            Map<String, List<Variance>> variances,
            AutoBounds bounds,
            List<Target> targets) {
        this.descriptor = descriptor;
        this.types = types;
        this.interfaces = interfaces;
        this.variances = variances;
        this.bounds = bounds;
        this.targets = List.copyOf(targets);
    }

    /** The descriptor, with everything that was left out written in. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** The targets that it was checked for: there its types have layouts, and Java's linker passes its arguments. */
    public List<Target> targets() {
        return targets;
    }

    /** The type {@code name}; empty if it is not declared here. */
    public Optional<TypeDeclaration> typeIfDeclared(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** Whether a field of {@code type} can say what it is taken for where it is missing ({@code default:}). */
    public boolean canHaveDefault(Type type) {
        return Defaults.canBeOf(type, this::typeIfDeclared);
    }

    /** The interface {@code name}; empty if it is not declared here. */
    public Optional<InterfaceDeclaration> interfaceIfDeclared(String name) {
        return Optional.ofNullable(interfaces.get(name));
    }

    @Override
    public TypeDeclaration type(String name) {
        return typeIfDeclared(name)
                .orElseThrow(() -> new IllegalArgumentException("no type " + name + " in " + descriptor.library()));
    }

    @Override
    public InterfaceDeclaration interfaceNamed(String name) {
        return interfaceIfDeclared(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("no interface " + name + " in " + descriptor.library()));
    }

    /**
     * How the type {@code name} varies in each of its lifetime parameters, as inferred from its fields.
     *
     * @throws IllegalArgumentException if it is not declared here
     */
    public List<Variance> variancesOf(String name) {
        return Optional.ofNullable(variances.get(name))
                .orElseThrow(() -> new IllegalArgumentException("no type " + name + " in " + descriptor.library()));
    }

    /**
     * The bounds that the type {@code name} has, claimed or not, as inferred from its fields.
     *
     * @throws IllegalArgumentException if it is not declared here
     */
    public Set<Bound> boundsOf(String name) {
        return bounds.of(type(name).name());
    }

    /** Whether {@code type}, whose names are declared here, has {@code bound}: see {@link #boundsOf}. */
    public boolean has(Type type, Bound bound) {
        return bounds.has(type, bound);
    }
}
