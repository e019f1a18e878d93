package org.rdylib.codegen.java.plan;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * The references to objects and closures within a type, those behind {@code &} too, each declared type looked at once for the
 * same lifetimes.
 */
final class References {
    private record Use(String type, List<String> arguments, boolean behind) {}

    /**
     * Where a type stands.
     *
     * @param names what its lifetimes are called outside the declaration that it stands in
     * @param behind whether it is behind a reference
     * @param isField whether it stands in a declaration
     */
    private record Place(UnaryOperator<String> names, boolean behind, boolean isField) {

        String name(Lifetime lifetime) {
            return names.apply(Lifetimes.name(lifetime));
        }

        Place behindReference() {
            return new Place(names, true, isField);
        }
    }

    private final CheckedDescriptor descriptor;
    private final Set<Use> seen = new HashSet<>();
    private final Set<String> lifetimes = new LinkedHashSet<>();
    private final Set<String> views = new LinkedHashSet<>();
    private final Set<String> viewsInFields = new LinkedHashSet<>();
    private boolean fixed;
    private boolean owned;
    private boolean alone;
    private boolean aloneBehind;

    private References(CheckedDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    static References in(Type type, CheckedDescriptor descriptor) {
        References references = new References(descriptor);
        references.find(type, new Place(UnaryOperator.identity(), false, false));
        return references;
    }

    /** The lifetimes that they are lent for. */
    Set<String> lifetimes() {
        return lifetimes;
    }

    /**
     * The lifetimes for which Java makes memory that leads to them, beside that of the call.
     *
     * @param reaching the lifetimes that reach a result or a stored place
     */
    Set<String> made(Set<String> reaching) {
        Set<String> made = new LinkedHashSet<>(views);
        made.retainAll(reaching);
        made.addAll(viewsInFields);
        return made;
    }

    /** Whether one is to an object of an interface with lifetimes, which cannot be shortened. */
    boolean isFixed() {
        return fixed;
    }

    /** Whether there is code beside them, or an object that is owned. */
    boolean isBesideOwned() {
        return owned;
    }

    /** Whether one is {@code &mut}. */
    boolean isAlone() {
        return alone;
    }

    /** Whether one is {@code &mut} behind a {@code &}, where it can be used as {@code &} only. */
    boolean isAloneBehind() {
        return aloneBehind;
    }

    private void find(Type type, Place place) {
        switch (type) {
            case Type.Reference(Lifetime lifetime, Mutability mutability, Type.InterfaceObject object, var _) -> {
                found(lifetime, mutability, place);
                fixed |= !object.arguments().isEmpty();
            }
            case Type.Reference(Lifetime lifetime, Mutability mutability, Type.Closure _, var _) ->
                found(lifetime, mutability, place);
            case Type.Reference view
            when Ownership.isView(view) -> {
                if (Ownership.of(view, descriptor) == Ownership.OBJECTS) {
                    (place.isField() ? viewsInFields : views).add(place.name(view.lifetime()));
                    find(view.target(), place.behindReference());
                }
            }
            case Type.Named named -> {
                List<String> arguments = Lifetimes.arguments(named, place.names());
                if (seen.add(new Use(named.name(), arguments, place.behind()))) {
                    TypeDeclaration declaration = descriptor.type(named.name());
                    Place inside = new Place(Lifetimes.inFields(declaration, arguments), place.behind(), true);
                    Types.forEachField(declaration, field -> find(field, inside));
                }
            }
            case Type.InterfaceObject _, Type.Closure _, Type.Function _, Type.Handle _ -> owned = true;
            case Type other -> Ownership.parts(other).forEach(part -> find(part, place));
        }
    }

    private void found(Lifetime lifetime, Mutability mutability, Place place) {
        boolean exclusive = mutability == Mutability.EXCLUSIVE;
        lifetimes.add(place.name(lifetime));
        alone |= exclusive;
        aloneBehind |= exclusive && place.behind();
    }
}
