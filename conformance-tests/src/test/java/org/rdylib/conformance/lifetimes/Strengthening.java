package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.rdylib.spec.Bound;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Export;
import org.rdylib.spec.Import;
import org.rdylib.spec.InterfaceDeclaration;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;

/**
 * What never makes a pair that fits one that does not: who gives something promises more of it, or who wants it asks less.
 * Of exports the host gives the arguments and wants the result, of imports the plugin does.
 */
enum Strengthening {

    /** The caller's {@code where} clauses are promises, the callee's are demands. */
    CLAUSES {
        @Override
        Signature signature(Signature s, boolean calls, List<String> outer, RandomGenerator random) {
            return calls ? promising(s, random) : asking(s, outer);
        }
    },

    /** Who calls in an {@code unsafe} block may call anything. */
    SAFETY {
        @Override
        Signature signature(Signature s, boolean calls, List<String> outer, RandomGenerator random) {
            // raw pointers are for `unsafe` functions only
            boolean hasPointer = Stream.concat(s.parameters().stream().map(Parameter::type), Stream.of(s.result()))
                    .anyMatch(t -> Types.contains(t, Type.Pointer.class::isInstance));
            return Mutator.withUnsafe(s, calls || hasPointer);
        }
    },

    /** {@code Send}, {@code Sync} and {@code Clone} of objects and closures may be given beyond what is asked. */
    BOUNDS {
        @Override
        Type object(Type type, boolean gives, RandomGenerator random) {
            return switch (type) {
                case Type.InterfaceObject o ->
                    new Type.InterfaceObject(
                            o.name(), o.arguments(), other(o.bounds(), gives, random), o.bound(), o.at());
                case Type.Closure c ->
                    new Type.Closure(c.kind(), c.signature(), other(c.bounds(), gives, random), c.bound(), c.at());
                case Type t -> t;
            };
        }
    },

    /** An {@code Fn} may be given as an {@code FnMut}, and both as an {@code FnOnce}. */
    KINDS {
        @Override
        Type object(Type type, boolean gives, RandomGenerator random) {
            if (!(type instanceof Type.Closure c) || c.kind() == ClosureKind.FUTURE) {
                return type;
            }
            List<ClosureKind> better = Stream.of(ClosureKind.FN, ClosureKind.FN_MUT, ClosureKind.FN_ONCE)
                    .filter(k -> gives ? k.servesAs(c.kind()) : c.kind().servesAs(k))
                    .toList();
            return new Type.Closure(
                    better.get(random.nextInt(better.size())), c.signature(), c.bounds(), c.bound(), c.at());
        }
    },

    /** What lives for ever, or a plugin for as long as the library, may be given for every lifetime. */
    LIFETIMES {
        @Override
        Type object(Type type, boolean gives, RandomGenerator random) {
            if (!gives || random.nextBoolean()) {
                return type;
            }
            return switch (type) {
                // what is behind it has no lifetime, so that it implies nothing
                case Type.Reference r
                when r.target() instanceof Type.Scalar || r.target() instanceof Type.Str ->
                    new Type.Reference(Terms.STATIC, r.mutability(), r.target(), r.at());
                case Type t -> t;
            };
        }
    },

    /** One function more is given, or one less is wanted. */
    FUNCTIONS {
        @Override
        Descriptor host(Descriptor d, RandomGenerator random) {
            List<Import> more = new ArrayList<>(d.imports());
            more.addAll(d.imports().stream()
                    .limit(1)
                    .map(i -> new Import("more", i.signature(), i.doc(), i.at()))
                    .toList());
            return d.withDeclarations(
                    d.types(),
                    d.interfaces(),
                    d.exports().stream().skip(random.nextInt(2)).toList(),
                    more);
        }

        @Override
        Descriptor plugin(Descriptor d, RandomGenerator random) {
            List<Export> more = new ArrayList<>(d.exports());
            more.addAll(d.exports().stream()
                    .limit(1)
                    .map(e -> new Export("more", e.signature(), e.symbol(), e.doc(), e.at()))
                    .toList());
            return d.withDeclarations(
                    d.types(),
                    d.interfaces(),
                    more,
                    d.imports().stream().skip(random.nextInt(2)).toList());
        }
    },

    /** Who wants a function can do without it, and then it may be missing. */
    OPTIONAL {
        @Override
        Descriptor host(Descriptor d, RandomGenerator random) {
            return d.withDeclarations(
                    d.types(),
                    d.interfaces(),
                    d.exports().stream().map(Strengthening::optional).toList(),
                    d.imports().stream().skip(random.nextInt(2)).toList());
        }

        @Override
        Descriptor plugin(Descriptor d, RandomGenerator random) {
            return d.withDeclarations(
                    d.types(),
                    d.interfaces(),
                    d.exports().stream().skip(random.nextInt(2)).toList(),
                    d.imports().stream()
                            .map(i -> new Import(i.name(), i.signature(), true, i.doc(), i.at()))
                            .toList());
        }
    };

    private static Export optional(Export e) {
        return new Export(e.name(), e.signature(), e.symbol(), e.c(), true, e.isLeaf(), e.doc(), e.at());
    }

    /** The pair, of which one side gives more or the other wants less, or both. */
    Pair of(Pair pair, RandomGenerator random) {
        return new Pair(pair.kind(), pair.unloadable(), host(pair.host(), random), plugin(pair.plugin(), random));
    }

    /**
     * The pair, of which who makes the values of a type, or implements an interface, promises more of its fields or methods,
     * and who gets them asks less: where they go one way only.
     */
    Pair ofDeclarations(Pair pair, RandomGenerator random) {
        Flows flows = Flows.of(pair.host(), pair.plugin());
        return new Pair(
                pair.kind(),
                pair.unloadable(),
                withDeclarations(pair.host(), Flows.Way.TO_PLUGIN, flows, random),
                withDeclarations(pair.plugin(), Flows.Way.TO_HOST, flows, random));
    }

    /** @param away the way that the values of this side go */
    private Descriptor withDeclarations(Descriptor d, Flows.Way away, Flows flows, RandomGenerator random) {
        return d.withDeclarations(
                d.types().stream()
                        .map(t -> flows.goOneWay(t.name()) ? fields(t, flows.go(t.name(), away), random) : t)
                        .toList(),
                d.interfaces().stream()
                        .map(i -> flows.goOneWay(i.name()) ? methods(i, flows.go(i.name(), away), random) : i)
                        .toList(),
                d.exports(),
                d.imports());
    }

    private TypeDeclaration fields(TypeDeclaration t, boolean gives, RandomGenerator random) {
        return World.withFields(
                t, Flows.contents(t).stream().map(f -> type(f, gives, random)).toList());
    }

    private InterfaceDeclaration methods(InterfaceDeclaration i, boolean isImplemented, RandomGenerator random) {
        List<String> outer = i.lifetimes().stream().map(LifetimeParameter::name).toList();
        return i.withMethods(i.methods().stream()
                .map(m -> m.withSignature(signature(m.signature(), !isImplemented, outer, random)))
                .toList());
    }

    Descriptor host(Descriptor d, RandomGenerator random) {
        return withSignatures(d, true, random);
    }

    Descriptor plugin(Descriptor d, RandomGenerator random) {
        return withSignatures(d, false, random);
    }

    private Descriptor withSignatures(Descriptor d, boolean isHost, RandomGenerator random) {
        return d.withDeclarations(
                d.types(),
                d.interfaces(),
                d.exports().stream()
                        .map(e -> e.withSignature(signature(e.signature(), isHost, List.of(), random)))
                        .toList(),
                d.imports().stream()
                        .map(i -> i.withSignature(signature(i.signature(), !isHost, List.of(), random)))
                        .toList());
    }

    /**
     * The signature of a function.
     *
     * @param calls whether this side calls it, so that it gives the arguments
     * @param outer the lifetimes of the interface around, for a method
     */
    Signature signature(Signature s, boolean calls, List<String> outer, RandomGenerator random) {
        return Tidy.of(parts(s, calls, random), outer).orElse(s);
    }

    private Signature parts(Signature s, boolean givesArguments, RandomGenerator random) {
        return new Signature(
                s.lifetimes(),
                s.receiver(),
                s.parameters().stream()
                        .map(p -> new Parameter(p.name(), type(p.type(), givesArguments, random), p.at()))
                        .toList(),
                type(s.result(), !givesArguments, random),
                s.where(),
                s.convention(),
                s.isUnsafe(),
                s.at());
    }

    /** A value, of which everything is changed that is seen to vary with it. */
    private Type type(Type type, boolean gives, RandomGenerator random) {
        return switch (type) {
            case Type.Tuple t ->
                new Type.Tuple(
                        t.elements().stream().map(e -> type(e, gives, random)).toList(), t.at());
            case Type.Option t -> new Type.Option(type(t.value(), gives, random), t.at());
            case Type.Vector t -> new Type.Vector(type(t.element(), gives, random), t.at());
            case Type.Boxed t -> new Type.Boxed(type(t.target(), gives, random), t.at());
            case Type.Shared t -> new Type.Shared(type(t.target(), gives, random), t.at());
            case Type.Result t -> new Type.Result(type(t.ok(), gives, random), type(t.err(), gives, random), t.at());
            case Type.Reference t -> reference(t, gives, random);
            case Type.Function t
            when this != LIFETIMES -> new Type.Function(parts(t.signature(), !gives, random), t.bound(), t.at());
            case Type.Closure t
            when this != LIFETIMES ->
                object(
                        new Type.Closure(t.kind(), parts(t.signature(), !gives, random), t.bounds(), t.bound(), t.at()),
                        gives,
                        random);
            case Type t -> object(t, gives, random);
        };
    }

    /** Behind {@code &mut} nothing varies; a reference around another implies that the other outlives it. */
    private Type reference(Type.Reference t, boolean gives, RandomGenerator random) {
        if (this == LIFETIMES) {
            return object(t, gives, random);
        }
        return t.mutability() == Mutability.SHARED
                ? new Type.Reference(t.lifetime(), t.mutability(), type(t.target(), gives, random), t.at())
                : t;
    }

    /** Something that is given or wanted, itself. */
    Type object(Type type, boolean gives, RandomGenerator random) {
        return type;
    }

    private static Set<Bound> other(Set<Bound> bounds, boolean more, RandomGenerator random) {
        Collection<Bound> one =
                Set.of(List.of(Bound.SEND, Bound.SYNC, Bound.CLONE).get(random.nextInt(3)));
        Set<Bound> all = EnumSet.noneOf(Bound.class);
        all.addAll(bounds);
        if (more) {
            all.addAll(one);
        } else {
            all.removeAll(one);
        }
        return all;
    }

    /** Between lifetimes that the caller chooses: what would outlive the library could have no caller. */
    private static Signature promising(Signature s, RandomGenerator random) {
        List<String> own = s.lifetimes().stream().map(LifetimeParameter::name).toList();
        if (own.size() < 2) {
            return s;
        }
        List<Outlives> where = new ArrayList<>(s.where());
        where.add(Terms.outlives(
                Terms.lifetime(own.get(random.nextInt(own.size()))),
                Terms.lifetime(own.get(random.nextInt(own.size())))));
        return Mutator.with(s, s.lifetimes(), where);
    }

    /** The first clause goes, if all lifetimes are mentioned without it. */
    private static Signature asking(Signature s, List<String> outer) {
        if (s.where().isEmpty()) {
            return s;
        }
        List<Outlives> fewer = s.where().subList(1, s.where().size());
        return Tidy.of(Mutator.with(s, s.lifetimes(), fewer), outer).orElse(s);
    }
}
