package org.rdylib.codegen.rust;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * The bounds without which rustc takes a type for ill-formed: for each {@code &'l X}, every lifetime of {@code X}
 * outlives {@code 'l}. Where a function mentions such a type among its parameters rustc assumes them; where it does in a
 * bound such as {@code F: Fn(&'l X)}, they have to be written.
 */
final class Requirements {

    /** {@code longer: shorter} of the lifetimes of a declared type, by their positions; {@link #STATIC} for a constant. */
    private record Required(int longer, int shorter) {}

    private static final int STATIC = -1;

    private final Map<String, Set<Required>> declared = new HashMap<>();

    Requirements(List<TypeDeclaration> types) {
        boolean grew = true;
        while (grew) {
            grew = false;
            for (TypeDeclaration t : types) {
                grew |= grow(t);
            }
        }
    }

    private boolean grow(TypeDeclaration declaration) {
        Set<Required> all = declared.computeIfAbsent(declaration.name(), _ -> new LinkedHashSet<>());
        List<String> names =
                declaration.lifetimes().stream().map(LifetimeParameter::name).toList();
        // Of what a field requires beneath a `for<>`, rustc infers that part for a type that the `for<>` does not bind.
        Walk walk = new Walk(false);
        Types.fieldTypes(declaration).forEach(field -> walk.of(field, Set.of()));
        int before = all.size();
        walk.found.forEach(o -> all.add(new Required(position(o.longer(), names), position(o.shorter(), names))));
        return all.size() > before;
    }

    private static int position(Lifetime lifetime, List<String> names) {
        return lifetime instanceof Lifetime.Named n ? names.indexOf(n.name()) : STATIC;
    }

    /** Those that a declaration has to write: rustc infers all but that a lifetime is {@code 'static}. */
    List<String> written(TypeDeclaration declaration) {
        return Optional.ofNullable(declared.get(declaration.name())).orElse(Set.of()).stream()
                .filter(r -> r.shorter() == STATIC)
                .map(r -> "'" + declaration.lifetimes().get(r.longer()).name() + ": 'static")
                .toList();
    }

    /**
     * Those between lifetimes that a signature does not bind itself, its own {@code where} included. Of its own there are
     * some for each call: what they outlive, and are outlived by, holds of one another.
     */
    List<Outlives> of(Signature signature) {
        Walk walk = new Walk(true);
        signature.where().forEach(w -> walk.require(w.longer(), w.shorter(), Set.of()));
        Types.parts(signature).forEach(t -> walk.of(t, Set.of()));
        SequencedMap<String, Outlives> all = new LinkedHashMap<>();
        walk.found.forEach(o -> all.putIfAbsent(o.toString(), o));
        for (LifetimeParameter own : signature.lifetimes()) {
            List<Outlives> now = List.copyOf(all.values());
            all.clear();
            for (Outlives o : now) {
                if (o.shorter().isNamed(own.name())) {
                    now.stream()
                            .filter(next -> next.longer().isNamed(own.name()) && !isSame(o.longer(), next.shorter()))
                            .map(next -> new Outlives(o.longer(), next.shorter(), o.at()))
                            .forEach(joined -> all.putIfAbsent(joined.toString(), joined));
                } else if (!o.longer().isNamed(own.name())) {
                    all.putIfAbsent(o.toString(), o);
                }
            }
        }
        return List.copyOf(all.values());
    }

    /** Those between the lifetimes of a type. */
    List<Outlives> of(Type type) {
        Walk walk = new Walk(true);
        walk.of(type, Set.of());
        return List.copyOf(walk.found);
    }

    /** Whether both are one lifetime that has a name. */
    static boolean isSame(Lifetime one, Lifetime other) {
        return one instanceof Lifetime.Named a
                && other instanceof Lifetime.Named b
                && a.name().equals(b.name());
    }

    /** {@code  where 'b: 'a}, or nothing. */
    String where(Signature signature) {
        List<String> all = of(signature).stream().map(this::written).distinct().toList();
        return all.isEmpty() ? "" : " where " + String.join(", ", all);
    }

    private String written(Outlives o) {
        return LifetimeStyle.DECLARED.write(o.longer()) + ": " + LifetimeStyle.DECLARED.write(o.shorter());
    }

    /** Collects what the types within a type require. */
    private final class Walk {

        final SequencedSet<Outlives> found = new LinkedHashSet<>();
        /** Whether a reference that mentions a lifetime of a {@code for<>} around it requires nothing at all. */
        private final boolean isWhole;

        Walk(boolean isWhole) {
            this.isWhole = isWhole;
        }

        void of(Type type, Set<String> bound) {
            switch (type) {
                case Type.Reference r -> {
                    reference(r, bound);
                    of(r.target(), bound);
                }
                case Type.Named n -> named(n, bound);
                case Type.Handle h -> named(h.target(), bound);
                case Type.Function f -> callable(f.signature(), bound);
                case Type.Closure c -> callable(c.signature(), bound);
                case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _, Type.InterfaceObject _ -> {}
                case Type.Tuple _, Type.Array _, Type.Pointer _, Type.Slice _, Type.Option _, Type.Result _ ->
                    Types.parts(type).forEach(t -> of(t, bound));
                case Type.Boxed _, Type.Shared _, Type.Vector _ ->
                    Types.parts(type).forEach(t -> of(t, bound));
            }
        }

        void callable(Signature signature, Set<String> bound) {
            Set<String> inner = new HashSet<>(bound);
            signature.lifetimes().forEach(l -> inner.add(l.name()));
            Types.parts(signature).forEach(t -> of(t, inner));
        }

        private void reference(Type.Reference r, Set<String> bound) {
            List<Lifetime> mentioned = mentions(r.target());
            if (!isWhole || mentioned.stream().noneMatch(l -> isIn(bound, l))) {
                mentioned.forEach(l -> require(l, r.lifetime(), bound));
            }
        }

        private void named(Type.Named n, Set<String> bound) {
            List<Lifetime> arguments = n.arguments();
            for (Required r :
                    Set.copyOf(Optional.ofNullable(declared.get(n.name())).orElse(Set.of()))) {
                Lifetime shorter = r.shorter() == STATIC ? new Lifetime.Static(n.at()) : arguments.get(r.shorter());
                require(arguments.get(r.longer()), shorter, bound);
            }
        }

        private void require(Lifetime longer, Lifetime shorter, Set<String> bound) {
            if (longer instanceof Lifetime.Named
                    && !isSame(longer, shorter)
                    && !isIn(bound, longer)
                    && !isIn(bound, shorter)) {
                found.add(new Outlives(longer, shorter, longer.at()));
            }
        }

        private static boolean isIn(Set<String> bound, Lifetime lifetime) {
            return lifetime instanceof Lifetime.Named n && bound.contains(n.name());
        }
    }

    /** The lifetimes that stand in a type and are not bound there. */
    private static List<Lifetime> mentions(Type type) {
        List<Lifetime> all = new ArrayList<>();
        Set<String> bound = new HashSet<>();
        Types.forEach(type, t -> {
            switch (t) {
                case Type.Reference r -> all.add(r.lifetime());
                case Type.Named n -> all.addAll(n.arguments());
                case Type.InterfaceObject o -> {
                    all.addAll(o.arguments());
                    all.add(o.bound());
                }
                case Type.Function f -> {
                    all.add(f.bound());
                    f.signature().lifetimes().forEach(l -> bound.add(l.name()));
                }
                case Type.Closure c -> {
                    all.add(c.bound());
                    c.signature().lifetimes().forEach(l -> bound.add(l.name()));
                }
                case Type _ -> {}
            }
        });
        all.removeIf(l -> l instanceof Lifetime.Named n && bound.contains(n.name()));
        return all;
    }
}
