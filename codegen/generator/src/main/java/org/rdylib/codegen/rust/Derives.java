package org.rdylib.codegen.rust;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/** Which traits of the standard library each declared type derives: all that its parts have. */
final class Derives {

    /** The traits, in the order in which they are written. */
    private enum Trait {
        CLONE("Clone"),
        COPY("Copy"),
        DEBUG("Debug"),
        PARTIAL_EQ("PartialEq"),
        EQ("Eq"),
        HASH("Hash");

        final String spelling;

        Trait(String spelling) {
            this.spelling = spelling;
        }
    }

    private static final Set<Trait> ALL = EnumSet.allOf(Trait.class);
    private static final Set<Trait> COPIED = EnumSet.of(Trait.CLONE, Trait.COPY, Trait.DEBUG);
    private static final Set<Trait> COUNTED = EnumSet.of(Trait.CLONE, Trait.DEBUG);
    private static final Set<Trait> SEEN = EnumSet.of(Trait.DEBUG);

    private final Map<String, Set<Trait>> known = new HashMap<>();

    Derives(CheckedDescriptor descriptor) {
        List<TypeDeclaration> types = descriptor.descriptor().types();
        types.forEach(t -> known.put(t.name(), ALL));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (TypeDeclaration t : types) {
                Set<Trait> now = of(t);
                changed |= !now.equals(known.put(t.name(), now));
            }
        }
    }

    /** The traits of a declared type, for {@code derive}. */
    String of(String name) {
        return get(name).stream().map(t -> t.spelling).collect(Collectors.joining(", "));
    }

    /** Those of the known variants of an enum to which later versions may add some. */
    String ofVariants(TypeDeclaration.Enum e) {
        return ofParts(e).stream().map(t -> t.spelling).collect(Collectors.joining(", "));
    }

    /** Whether the known variants of an enum to which later versions may add some can be shown, for {@code Debug}. */
    boolean areShown(TypeDeclaration.Enum e) {
        return ofParts(e).contains(Trait.DEBUG);
    }

    /** Whether values of a type are copied by copying their bytes, and so have no destructor. */
    boolean isCopy(Type type) {
        return of(type).contains(Trait.COPY);
    }

    private Set<Trait> get(String name) {
        return Optional.ofNullable(known.get(name)).orElseThrow();
    }

    private Set<Trait> of(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Opaque _ -> EnumSet.noneOf(Trait.class); // the author's, of which nothing is known
            // Of what is behind the fields that this version knows nothing is known.
            case TypeDeclaration.Struct s
            when GrowingStructs.isGrowing(s) -> {
                Set<Trait> shown = ofParts(s);
                shown.retainAll(SEEN);
                yield shown;
            }
            case TypeDeclaration.Struct _, TypeDeclaration.Enum _ ->
                AppendEnumsWriter.isStored(declaration) ? SEEN : ofParts(declaration);
        };
    }

    private Set<Trait> ofParts(TypeDeclaration declaration) {
        Set<Trait> all = EnumSet.copyOf(ALL);
        Types.fieldTypes(declaration).forEach(t -> all.retainAll(of(t)));
        boolean isPacked =
                declaration instanceof TypeDeclaration.Struct s && s.packed().isPresent();
        // rustc lets no derived code refer to a packed field; only copies of it can be looked at.
        return isPacked && !all.contains(Trait.COPY) ? EnumSet.noneOf(Trait.class) : all;
    }

    private Set<Trait> of(Type type) {
        return switch (type) {
            case Type.Scalar s
            when s.kind() == ScalarKind.F32 || s.kind() == ScalarKind.F64 ->
                EnumSet.of(Trait.CLONE, Trait.COPY, Trait.DEBUG, Trait.PARTIAL_EQ);
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Pointer _ -> ALL;
            case Type.Text _ -> without(ALL, Trait.COPY);
            case Type.Tuple _, Type.Array _, Type.Slice _, Type.Option _, Type.Result _ -> ofParts(type);
            case Type.Named n -> get(n.name());
            case Type.Reference r
            when Confinement.isObject(r.target()) -> r.mutability() == Mutability.SHARED ? COPIED : SEEN;
            case Type.Reference r -> {
                Set<Trait> behind = of(r.target());
                boolean shared = r.mutability() == Mutability.SHARED;
                yield shared ? union(behind, Trait.CLONE, Trait.COPY) : without(behind, Trait.CLONE, Trait.COPY);
            }
            case Type.Handle _ -> EnumSet.noneOf(Trait.class);
            case Type.Boxed b when Confinement.isObject(b.target()) -> SEEN;
            case Type.Boxed b -> without(of(b.target()), Trait.COPY);
            case Type.Vector v -> without(of(v.element()), Trait.COPY);
            case Type.Shared s when Confinement.isObject(s.target()) -> COUNTED;
            case Type.Shared s -> {
                Set<Trait> behind = of(s.target());
                yield behind.contains(Trait.DEBUG) ? COUNTED : EnumSet.of(Trait.CLONE);
            }
            case Type.Function _ -> COPIED;
            case Type.InterfaceObject _, Type.Closure _ -> SEEN;
        };
    }

    private Set<Trait> ofParts(Type type) {
        Set<Trait> all = EnumSet.copyOf(ALL);
        Types.parts(type).forEach(t -> all.retainAll(of(t)));
        return all;
    }

    private static Set<Trait> union(Set<Trait> some, Trait... more) {
        Set<Trait> all = EnumSet.noneOf(Trait.class);
        all.addAll(some);
        all.addAll(List.of(more));
        return all;
    }

    private static Set<Trait> without(Set<Trait> some, Trait... fewer) {
        Set<Trait> rest = EnumSet.noneOf(Trait.class);
        rest.addAll(some);
        rest.removeAll(List.of(fewer));
        return rest;
    }
}
