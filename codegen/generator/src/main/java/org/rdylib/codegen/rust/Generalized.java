package org.rdylib.codegen.rust;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;

/**
 * The signatures of closure and function types with a lifetime of its own in each place that their {@code for<>} does
 * not bind. What Rust implements for {@code dyn Fn(&'a str, &'b str)} it has implemented for {@code dyn Fn(&'a str, &'a
 * str)} and {@code dyn Fn(&'static str, &'a str)}, and must not be told again.
 */
final class Generalized {

    /** What each bound lifetime is called from where it first stands; until then whether that can be left out. */
    private final Map<String, String> bound = new HashMap<>();

    private final Set<String> mentionedOnce = new HashSet<>();
    private int count;

    private Generalized() {}

    static Signature of(Signature signature) {
        return new Generalized().signature(signature);
    }

    private Signature signature(Signature s) {
        for (LifetimeParameter l : s.lifetimes()) {
            bound.put(l.name(), "");
            if (mentions(s, l.name()) == 1 && s.parameters().stream().anyMatch(p -> isDirect(p.type(), l.name()))) {
                mentionedOnce.add(l.name());
            }
        }
        List<Parameter> parameters = s.parameters().stream()
                .map(p -> new Parameter("", type(p.type()), p.at()))
                .toList();
        Type result = type(s.result());
        List<LifetimeParameter> lifetimes = s.lifetimes().stream()
                .map(l -> new LifetimeParameter(name(l.name()), l.at()))
                .sorted(Comparator.comparing(LifetimeParameter::name))
                .toList();
        return new Signature(
                lifetimes, Optional.empty(), parameters, result, List.of(), s.convention(), s.isUnsafe(), s.at());
    }

    private static int mentions(Signature s, String name) {
        return Confinement.mentions(s.result(), name)
                + s.parameters().stream()
                        .mapToInt(p -> Confinement.mentions(p.type(), name))
                        .sum();
    }

    /** Whether a type mentions a lifetime outside of the closure and function types in it, which have an elision of their own. */
    private static boolean isDirect(Type type, String name) {
        return switch (type) {
            case Type.Function _, Type.Closure _ -> false;
            case Type.Reference r -> isNamed(r.lifetime(), name) || isDirect(r.target(), name);
            case Type.Named n -> n.arguments().stream().anyMatch(l -> isNamed(l, name));
            case Type.InterfaceObject o ->
                isNamed(o.bound(), name) || o.arguments().stream().anyMatch(l -> isNamed(l, name));
            case Type t -> Types.parts(t).stream().anyMatch(part -> isDirect(part, name));
        };
    }

    private static boolean isNamed(Lifetime lifetime, String name) {
        return lifetime instanceof Lifetime.Named n && n.name().equals(name);
    }

    private Lifetime lifetime(Lifetime lifetime) {
        return lifetime instanceof Lifetime.Named n && bound.containsKey(n.name())
                ? new Lifetime.Named(name(n.name()), n.at())
                : new Lifetime.Named("l" + ++count + "_", lifetime.at());
    }

    /** Bound lifetimes are told apart by the order in which they stand; one that stands once is left out. */
    private String name(String written) {
        return bound.compute(
                written,
                (_, name) -> name != null && !name.isEmpty()
                        ? name
                        : mentionedOnce.contains(written) ? Integer.toString(++count) : "z" + ++count + "_");
    }

    private List<Lifetime> lifetimes(List<Lifetime> all) {
        return all.stream().map(this::lifetime).toList();
    }

    private List<Type> types(List<Type> all) {
        return all.stream().map(this::type).toList();
    }

    private Type type(Type type) {
        return switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _ -> type;
            case Type.Tuple t -> new Type.Tuple(types(t.elements()), t.at());
            case Type.Array a -> new Type.Array(type(a.element()), a.length(), a.at());
            case Type.Reference r ->
                new Type.Reference(lifetime(r.lifetime()), r.mutability(), type(r.target()), r.at());
            case Type.Pointer p -> new Type.Pointer(p.mutability(), type(p.target()), p.at());
            case Type.Slice s -> new Type.Slice(type(s.element()), s.at());
            case Type.Named n -> new Type.Named(n.name(), lifetimes(n.arguments()), n.at());
            case Type.Option o -> new Type.Option(type(o.value()), o.at());
            case Type.Result r -> new Type.Result(type(r.ok()), type(r.err()), r.at());
            case Type.Boxed b -> new Type.Boxed(type(b.target()), b.at());
            case Type.Handle h ->
                new Type.Handle(
                        new Type.Named(
                                h.target().name(),
                                lifetimes(h.target().arguments()),
                                h.target().at()),
                        h.at());
            case Type.Shared s -> new Type.Shared(type(s.target()), s.at());
            case Type.Vector v -> new Type.Vector(type(v.element()), v.at());
            case Type.Function f -> {
                Signature inner = signature(f.signature());
                yield new Type.Function(inner, lifetime(f.bound()), f.at());
            }
            case Type.InterfaceObject o ->
                new Type.InterfaceObject(o.name(), lifetimes(o.arguments()), o.bounds(), lifetime(o.bound()), o.at());
            case Type.Closure c -> {
                Signature inner = signature(c.signature());
                yield new Type.Closure(c.kind(), inner, c.bounds(), lifetime(c.bound()), c.at());
            }
        };
    }
}
