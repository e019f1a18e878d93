package org.rdylib.codegen.java.plan;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * What is lent as {@code &mut} with a value that is passed: within the value itself, or behind the {@code &mut} that it is,
 * since there is none behind another reference or in what is owned.
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
            case Value.Mut m -> of(m.target());
            case Value.MutSlice s -> of(s.element());
            case Value.Option _, Value.Result _, Value.Tuple _, Value.Array _ ->
                Shape.parts(value).stream().map(Lending::of).reduce(NOTHING, Lending::and);
            case Value _ -> NOTHING;
        };
    }

    /** The places that are lent with a value of a type. */
    static Places places(Type type, Declarations declarations) {
        Places places = new Places(declarations);
        places.find(type, UnaryOperator.identity());
        return places;
    }

    /** Those that are lent with what is behind a {@code &mut}: of a slice, with each element. */
    static Places placesBehind(Type target, Declarations declarations) {
        return places(target instanceof Type.Slice slice ? slice.element() : target, declarations);
    }

    /** The places in a type, each declared type looked at once for the same lifetimes. */
    static final class Places {
        private record Use(String type, List<String> arguments) {}

        private final Declarations declarations;
        private final Set<Use> seen = new HashSet<>();
        private final Set<String> lifetimes = new LinkedHashSet<>();
        private final Set<String> others = new LinkedHashSet<>();
        private boolean owned;
        private boolean divided;

        private Places(Declarations declarations) {
            this.declarations = declarations;
        }

        Lending lending() {
            if (lifetimes.isEmpty()) {
                return NOTHING;
            }
            return owned ? OWNERS : PLACES;
        }

        /** The lifetimes for which they are lent. */
        Set<String> lifetimes() {
            return lifetimes;
        }

        /** The lifetimes of all else in the type. */
        Set<String> others() {
            return others;
        }

        /** Of a text or list, a part may come back, which has no place of its own. */
        boolean canBeLent(Within.Lent how) {
            return lifetimes.isEmpty()
                    || switch (how) {
                        case NOT -> false;
                        case BY_VALUE -> true;
                        case BEHIND_EXCLUSIVE -> !divided;
                    };
        }

        /** @param outside what the lifetimes of {@code type} are called outside the declaration that it stands in */
        private void find(Type type, UnaryOperator<String> outside) {
            switch (type) {
                case Type.Reference r
                when r.mutability() == Mutability.EXCLUSIVE && isPlace(r.target()) -> {
                    lifetimes.add(outside.apply(Lifetimes.name(r.lifetime())));
                    owned |= Ownership.of(r.target(), declarations) != Ownership.NOTHING;
                    divided |= isDivided(r.target());
                    addOthers(r.target(), outside);
                }
                case Type.Named named
                when !isOpaque(named) -> {
                    List<String> arguments = Lifetimes.arguments(named, outside);
                    if (seen.add(new Use(named.name(), arguments))) {
                        TypeDeclaration declaration = declarations.type(named.name());
                        if (declaration.evolution() == Evolution.APPEND) {
                            // What a newer version has of it may have them, too.
                            others.addAll(arguments);
                        }
                        UnaryOperator<String> inside = Lifetimes.inFields(declaration, arguments);
                        Types.fieldTypes(declaration).forEach(field -> find(field, inside));
                    }
                }
                case Type.Tuple _, Type.Array _, Type.Option _, Type.Result _ ->
                    Types.inlineParts(type).forEach(part -> find(part, outside));
                case Type other -> addOthers(other, outside);
            }
        }

        private void addOthers(Type type, UnaryOperator<String> outside) {
            Lifetimes.in(type).stream().map(outside).forEach(others::add);
        }

        private boolean isPlace(Type target) {
            return switch (target) {
                case Type.InterfaceObject _, Type.Closure _ -> false;
                case Type.Named named -> !isOpaque(named);
                case Type _ -> true;
            };
        }

        private boolean isOpaque(Type.Named named) {
            return declarations.type(named.name()) instanceof TypeDeclaration.Opaque;
        }

        private static boolean isDivided(Type target) {
            return switch (target) {
                case Type.Str _ -> true;
                case Type.Slice(Type.Scalar scalar, var _) ->
                    scalar.kind() == ScalarKind.U128 || scalar.kind() == ScalarKind.I128;
                case Type.Slice _ -> true;
                case Type _ -> false;
            };
        }
    }

    /** Of a value made of two. */
    public Lending and(Lending other) {
        return compareTo(other) < 0 ? other : this;
    }
}
