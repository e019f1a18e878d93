package org.rdylib.conformance.lifetimes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.TypeRewriter;
import org.rdylib.spec.Types;

/** The bounds that a signature implies by being well-formed, in one copy of a descriptor. */
final class ImpliedBounds {

    private final Map<String, TypeDeclaration> types;
    private final IdentityHashMap<Signature, List<Outlives>> known = new IdentityHashMap<>();
    private final IdentityHashMap<Type, Set<String>> names = new IdentityHashMap<>();
    private final IdentityHashMap<Type, List<Type>> contents = new IdentityHashMap<>();

    private final Map<String, List<Outlives>> declared = new HashMap<>();
    private int fresh;

    ImpliedBounds(Descriptor descriptor) {
        types = descriptor.types().stream().collect(Collectors.toMap(TypeDeclaration::name, t -> t));
    }

    /** The names of the lifetimes in a type. */
    Set<String> names(Type type) {
        return names.computeIfAbsent(type, _ -> {
            Set<String> found = new HashSet<>();
            new TypeRewriter() {
                @Override
                protected Lifetime lifetime(Lifetime l) {
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
            var collection = new Collection(false);
            collection.inside(s, Set.of());
            return List.copyOf(collection.found.values());
        });
    }

    /** What the fields of a declared type imply for its lifetimes. */
    List<Outlives> of(TypeDeclaration declaration) {
        if (declared.isEmpty()) {
            types.keySet().forEach(name -> declared.put(name, List.of()));
            while (types.values().stream().filter(this::grows).count() > 0) {
                // A type that uses one that has grown grows in the next round.
            }
        }
        return declared.getOrDefault(declaration.name(), List.of());
    }

    private boolean grows(TypeDeclaration declaration) {
        var collection = new Collection(true);
        Flows.contents(declaration).forEach(f -> collection.collect(f, Set.of()));
        return Objects.requireNonNull(declared.put(declaration.name(), List.copyOf(collection.found.values())))
                        .size()
                < collection.found.size();
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
        var substitution = new TypeRewriter() {
            @Override
            protected Lifetime lifetime(Lifetime l) {
                return l instanceof Lifetime.Named n ? arguments.getOrDefault(n.name(), l) : l;
            }

            @Override
            public Signature signature(Signature s) {
                Signature renamed = s;
                for (LifetimeParameter own : s.lifetimes()) {
                    if (arguments.values().stream()
                            .anyMatch(l ->
                                    l instanceof Lifetime.Named n && n.name().equals(own.name()))) {
                        renamed = renamed(renamed, own.name(), own.name() + "_" + fresh++);
                    }
                }
                return super.signature(renamed);
            }
        };
        return Flows.contents(d).stream().map(substitution::type).toList();
    }

    /** With another name for one of its own lifetimes, lest it capture an argument. */
    private static Signature renamed(Signature s, String from, String to) {
        var renaming = new TypeRewriter() {
            @Override
            protected Lifetime lifetime(Lifetime l) {
                return l instanceof Lifetime.Named n && n.name().equals(from) ? Terms.lifetime(to) : l;
            }
        };
        return Mutator.with(
                renaming.signature(s),
                s.lifetimes().stream()
                        .map(l -> l.name().equals(from) ? new LifetimeParameter(to, l.at()) : l)
                        .toList(),
                s.where());
    }

    /** One walk. */
    private final class Collection {

        /**
         * Of {@code for<'z> fn(&'a (dyn I<'z> + 'b))} rustc takes {@code 'b: 'a} into a declaration that has such a field
         * (RFC 2093), where a signature learns nothing of it before its binder is open.
         */
        private final boolean isOfFields;

        private final Map<String, Outlives> found = new LinkedHashMap<>();

        Collection(boolean isOfFields) {
            this.isOfFields = isOfFields;
        }

        void inside(Signature s, Set<String> closed) {
            Stream.concat(s.parameters().stream().map(Parameter::type), Stream.of(s.result()))
                    .forEach(t -> collect(t, closed));
        }

        /** @param closed the lifetimes of binders that are not open: what mentions one of them says nothing yet */
        void collect(Type type, Set<String> closed) {
            switch (type) {
                case Type.Function t -> inside(t.signature(), with(closed, t.signature()));
                case Type.Closure t -> inside(t.signature(), with(closed, t.signature()));
                case Type.Reference t -> {
                    Set<Lifetime> within = free(t.target());
                    boolean isOpen = within.stream().noneMatch(l -> isIn(closed, l));
                    if (!isIn(closed, t.lifetime()) && (isOpen || isOfFields)) {
                        within.stream()
                                .filter(l -> !isIn(closed, l))
                                .map(l -> Terms.outlives(l, t.lifetime()))
                                .forEach(o -> found.put(o.toString(), o));
                    }
                    collect(t.target(), closed);
                }
                case Type.Named t -> {
                    TypeDeclaration d = Objects.requireNonNull(types.get(t.name()), t.name());
                    for (Outlives o : of(d)) {
                        Outlives here = Terms.outlives(argument(o.longer(), d, t), argument(o.shorter(), d, t));
                        if (!isIn(closed, here.longer()) && !isIn(closed, here.shorter())) {
                            found.put(here.toString(), here);
                        }
                    }
                }
                case Type t -> Types.parts(t).forEach(p -> collect(p, closed));
            }
        }
    }

    /** What a lifetime of the declaration is in a use of it. */
    private static Lifetime argument(Lifetime l, TypeDeclaration d, Type.Named use) {
        List<String> own = d.lifetimes().stream().map(LifetimeParameter::name).toList();
        return l instanceof Lifetime.Named n && own.contains(n.name())
                ? anywhere(use.arguments().get(own.indexOf(n.name())))
                : l;
    }

    private static Lifetime anywhere(Lifetime l) {
        return switch (l) {
            case Lifetime.Named n -> Terms.lifetime(n.name());
            case Lifetime.Static _ -> Terms.STATIC;
            case Lifetime.Dylib _ -> Terms.DYLIB;
            case Lifetime.Elided _, Lifetime.Omitted _ -> throw new IllegalArgumentException("not checked");
        };
    }

    private static boolean isIn(Set<String> closed, Lifetime l) {
        return l instanceof Lifetime.Named n && closed.contains(n.name());
    }

    private static Set<String> with(Set<String> closed, Signature s) {
        Set<String> all = new HashSet<>(closed);
        s.lifetimes().forEach(l -> all.add(l.name()));
        return all;
    }

    /** The lifetimes of a type that it does not bind itself, the constants in the fields of what it uses included. */
    private Set<Lifetime> free(Type type) {
        Set<Lifetime> all = new HashSet<>();
        free(type, Set.of(), all, new HashSet<>());
        return all;
    }

    private void free(Type type, Set<String> outer, Set<Lifetime> all, Set<String> seen) {
        new TypeRewriter() {
            private Set<String> bound = outer;

            @Override
            protected Lifetime lifetime(Lifetime l) {
                if (!isIn(bound, l)) {
                    all.add(anywhere(l));
                }
                return l;
            }

            @Override
            public Type type(Type t) {
                if (t instanceof Type.Named n && seen.add(n.name())) {
                    Set<Lifetime> inside = new HashSet<>();
                    Flows.contents(Objects.requireNonNull(types.get(n.name()), n.name()))
                            .forEach(f -> free(f, Set.of(), inside, seen));
                    inside.stream().filter(l -> !(l instanceof Lifetime.Named)).forEach(all::add);
                }
                return super.type(t);
            }

            @Override
            public Signature signature(Signature s) {
                Set<String> around = bound;
                bound = with(bound, s);
                Signature same = super.signature(s);
                bound = around;
                return same;
            }
        }.type(type);
    }
}
