package org.rdylib.codegen.java.plan;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * What is lent as {@code &mut} with a value that is passed: within the value itself, since there is none behind a reference or
 * in what is owned.
 */
public enum Lending {
    /** Nothing. */
    NOTHING,
    /** Places for what owns nothing. */
    PLACES,
    /** Places for what is freed when the call is over. */
    OWNERS;

    /** Of a value that has been resolved. */
    public static Lending of(Value value) {
        return switch (value) {
            case Value.MutWithin p -> Ownership.of(p.target()) == Ownership.NOTHING ? PLACES : OWNERS;
            case Value.Composite c -> c.lending();
            case Value.Option _, Value.Result _, Value.Tuple _, Value.Array _ ->
                Shape.parts(value).stream().map(Lending::of).reduce(NOTHING, Lending::and);
            case Value _ -> NOTHING;
        };
    }

    /** Of a type. */
    static Lending of(Type type, Declarations declarations) {
        Places places = Places.in(type, declarations);
        if (places.lifetimes.isEmpty()) {
            return NOTHING;
        }
        return places.owned ? OWNERS : PLACES;
    }

    /** The lifetimes for which places are lent with a value of a type. */
    static Set<String> lifetimes(Type type, Declarations declarations) {
        return Places.in(type, declarations).lifetimes;
    }

    /** The places in a type, each declared type looked at once for the same lifetimes. */
    private static final class Places {
        private record Use(String type, List<String> arguments) {}

        private final Declarations declarations;
        private final Set<Use> seen = new HashSet<>();
        private final Set<String> lifetimes = new LinkedHashSet<>();
        private boolean owned;

        private Places(Declarations declarations) {
            this.declarations = declarations;
        }

        static Places in(Type type, Declarations declarations) {
            Places places = new Places(declarations);
            places.find(type, UnaryOperator.identity());
            return places;
        }

        /** @param outside what the lifetimes of {@code type} are called outside the declaration that it stands in */
        private void find(Type type, UnaryOperator<String> outside) {
            switch (type) {
                case Type.Reference r -> {
                    if (r.mutability() == Mutability.EXCLUSIVE && isPlace(r.target())) {
                        lifetimes.add(outside.apply(Lifetimes.name(r.lifetime())));
                        owned |= Ownership.of(r.target(), declarations) != Ownership.NOTHING;
                    }
                }
                case Type.Named named -> {
                    List<String> arguments = Lifetimes.arguments(named, outside);
                    if (seen.add(new Use(named.name(), arguments))) {
                        TypeDeclaration declaration = declarations.type(named.name());
                        UnaryOperator<String> inside = Lifetimes.inFields(declaration, arguments);
                        Types.fieldTypes(declaration).forEach(field -> find(field, inside));
                    }
                }
                case Type other -> Types.inlineParts(other).forEach(part -> find(part, outside));
            }
        }

        private boolean isPlace(Type target) {
            return switch (target) {
                case Type.InterfaceObject _, Type.Closure _ -> false;
                case Type.Named named -> !(declarations.type(named.name()) instanceof TypeDeclaration.Opaque);
                case Type _ -> true;
            };
        }
    }

    /** Of a value made of two. */
    public Lending and(Lending other) {
        return compareTo(other) < 0 ? other : this;
    }
}
