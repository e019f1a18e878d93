package org.rdylib.codegen.java.plan;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * The objects, closures and opaque values within a type, those that are lent behind {@code &} too, each declared type looked at
 * once for the same lifetimes.
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
    private final Set<InPlace> uses = new LinkedHashSet<>();

    private References(CheckedDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    static References in(Type type, CheckedDescriptor descriptor) {
        References references = new References(descriptor);
        references.find(type, new Place(UnaryOperator.identity(), false, false));
        return references;
    }

    /** The lifetimes for which some are lent. */
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

    /** What generated Java cannot express of them, where the type stands. */
    Optional<Lack> lackIn(Within within) {
        return uses.stream().flatMap(use -> use.lackIn(within).stream()).findFirst();
    }

    /** Whether there are objects or closures that are owned. */
    boolean ownCode() {
        return uses.stream().anyMatch(InPlace::isOwnedCode);
    }

    /** Whether there are opaque values that are dropped with the type's. */
    boolean ownOpaque() {
        return uses.stream().anyMatch(use -> use.isOwnedOpaque() && !use.behind());
    }

    /** Whether there is anything that is dropped with the type's. */
    boolean own() {
        return uses.stream().anyMatch(use -> (use.isOwnedCode() || use.isOwnedOpaque()) && !use.behind());
    }

    private void find(Type type, Place place) {
        Optional<InPlace> use = InPlace.of(type, place.behind(), descriptor);
        use.ifPresent(uses::add);
        switch (type) {
            case Type.Reference reference when use.isPresent() -> lifetimes.add(place.name(reference.lifetime()));
            case Type.Reference view
            when Ownership.isView(view, descriptor) -> {
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
            case Type _ when use.isPresent() -> {}
            case Type other -> Ownership.parts(other).forEach(part -> find(part, place));
        }
    }
}
