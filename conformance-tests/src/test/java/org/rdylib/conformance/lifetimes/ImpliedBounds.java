package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/** The bounds that a signature implies by being well-formed, in one copy of a descriptor. */
final class ImpliedBounds {

    private static final int DEPTH = 12;

    private final Map<String, TypeDeclaration> types;
    private final IdentityHashMap<Signature, List<Outlives>> known = new IdentityHashMap<>();
    private final IdentityHashMap<Type, Set<String>> names = new IdentityHashMap<>();
    private final IdentityHashMap<Type, List<Type>> contents = new IdentityHashMap<>();

    ImpliedBounds(Descriptor descriptor) {
        types = descriptor.types().stream().collect(Collectors.toMap(TypeDeclaration::name, t -> t));
    }

    /** The names of the lifetimes in a type. */
    Set<String> names(Type type) {
        return names.computeIfAbsent(type, _ -> {
            Set<String> found = new HashSet<>();
            new Rewriter() {
                @Override
                Lifetime lifetime(Lifetime l) {
                    if (l instanceof Lifetime.Named n) {
                        found.add(n.name());
                    }
                    return l;
                }
            }.type(type);
            return found;
        });
    }

    /** What holds for the lifetimes of {@code s} once its own binder is open. */
    List<Outlives> of(Signature s) {
        return known.computeIfAbsent(s, _ -> {
            List<Outlives> found = new ArrayList<>();
            inside(s, Set.of(), found, 0);
            return List.copyOf(found);
        });
    }

    /** What the fields of a declared type imply for its lifetimes. */
    List<Outlives> of(TypeDeclaration declaration) {
        List<Outlives> found = new ArrayList<>();
        Flows.contents(declaration).forEach(f -> collect(f, Set.of(), found, 0));
        return List.copyOf(found);
    }

    /** The types of the fields of a use of a declared type, its arguments put in. */
    List<Type> contents(Type.Named use) {
        List<Type> seen = contents.get(use);
        if (seen != null) {
            return seen;
        }
        List<Type> found = substituted(use);
        contents.put(use, found);
        return found;
    }

    private List<Type> substituted(Type.Named use) {
        TypeDeclaration d = Objects.requireNonNull(types.get(use.name()), use.name());
        Map<String, Lifetime> arguments = new HashMap<>();
        IntStream.range(0, use.arguments().size())
                .forEach(i -> arguments.put(
                        d.lifetimes().get(i).name(), use.arguments().get(i)));
        var substitution = new Rewriter() {
            @Override
            Lifetime lifetime(Lifetime l) {
                return l instanceof Lifetime.Named n ? arguments.getOrDefault(n.name(), l) : l;
            }
        };
        return Flows.contents(d).stream().map(substitution::type).toList();
    }

    private void inside(Signature s, Set<String> closed, List<Outlives> found, int depth) {
        Stream.concat(s.parameters().stream().map(Parameter::type), Stream.of(s.result()))
                .forEach(t -> collect(t, closed, found, depth));
    }

    /** @param closed the lifetimes of binders that are not open: what mentions one of them says nothing yet */
    private void collect(Type type, Set<String> closed, List<Outlives> found, int depth) {
        switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _, Type.InterfaceObject _ -> {}
            case Type.Tuple t -> t.elements().forEach(e -> collect(e, closed, found, depth));
            case Type.Array t -> collect(t.element(), closed, found, depth);
            case Type.Reference t -> {
                Set<Lifetime> within = free(t.target(), depth);
                if (Stream.concat(within.stream(), Stream.of(t.lifetime())).noneMatch(l -> isIn(closed, l))) {
                    within.forEach(l -> found.add(Terms.outlives(l, t.lifetime())));
                }
                collect(t.target(), closed, found, depth);
            }
            case Type.Pointer t -> collect(t.target(), closed, found, depth);
            case Type.Slice t -> collect(t.element(), closed, found, depth);
            case Type.Option t -> collect(t.value(), closed, found, depth);
            case Type.Result t -> {
                collect(t.ok(), closed, found, depth);
                collect(t.err(), closed, found, depth);
            }
            case Type.Boxed t -> collect(t.target(), closed, found, depth);
            case Type.Shared t -> collect(t.target(), closed, found, depth);
            case Type.Vector t -> collect(t.element(), closed, found, depth);
            case Type.Named t -> {
                if (depth < DEPTH && t.arguments().stream().noneMatch(l -> isIn(closed, l))) {
                    contents(t).forEach(f -> collect(f, closed, found, depth + 1));
                }
            }
            case Type.Function t -> inside(t.signature(), with(closed, t.signature()), found, depth);
            case Type.Closure t -> inside(t.signature(), with(closed, t.signature()), found, depth);
        }
    }

    private static boolean isIn(Set<String> closed, Lifetime l) {
        return l instanceof Lifetime.Named n && closed.contains(n.name());
    }

    private static Set<String> with(Set<String> closed, Signature s) {
        Set<String> all = new HashSet<>(closed);
        s.lifetimes().forEach(l -> all.add(l.name()));
        return all;
    }

    /** The lifetimes of a type that it does not bind itself, {@code 'dylib} in the fields of what it uses included. */
    private Set<Lifetime> free(Type type, int depth) {
        Set<Lifetime> found = new HashSet<>();
        new Rewriter() {
            private Set<String> bound = Set.of();

            @Override
            Lifetime lifetime(Lifetime l) {
                if (!isIn(bound, l)) {
                    found.add(l);
                }
                return l;
            }

            @Override
            Type type(Type t) {
                if (t instanceof Type.Named n && depth < DEPTH) {
                    contents(n).stream()
                            .flatMap(f -> free(f, depth + 1).stream())
                            .filter(Lifetime.Dylib.class::isInstance)
                            .forEach(found::add);
                }
                return super.type(t);
            }

            @Override
            Signature signature(Signature s) {
                Set<String> outer = bound;
                bound = with(bound, s);
                Signature same = super.signature(s);
                bound = outer;
                return same;
            }
        }.type(type);
        return found;
    }
}
