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
import org.rdylib.spec.TypeRewriter;
import org.rdylib.spec.Types;

/**
 * The signatures of closure and function types with a lifetime of its own in each place that their {@code for<>} does
 * not bind. What Rust implements for {@code dyn Fn(&'a str, &'b str)} it has implemented for {@code dyn Fn(&'a str, &'a
 * str)} and {@code dyn Fn(&'static str, &'a str)}, and must not be told again.
 */
final class Generalized extends TypeRewriter {

    /** What each bound lifetime is called from where it first stands; until then whether that can be left out. */
    private final Map<String, String> bound = new HashMap<>();

    private final Set<String> mentionedOnce = new HashSet<>();
    private int count;

    private Generalized() {}

    static Signature of(Signature signature) {
        return new Generalized().signature(signature);
    }

    @Override
    public Signature signature(Signature s) {
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
                .map(l -> new LifetimeParameter(inOrder(l.name()), l.at()))
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
            case Type.Reference r -> r.lifetime().isNamed(name) || isDirect(r.target(), name);
            case Type.Named n -> n.arguments().stream().anyMatch(l -> l.isNamed(name));
            case Type.InterfaceObject o ->
                o.bound().isNamed(name) || o.arguments().stream().anyMatch(l -> l.isNamed(name));
            case Type t -> Types.parts(t).stream().anyMatch(part -> isDirect(part, name));
        };
    }

    @Override
    protected Lifetime lifetime(Lifetime lifetime) {
        return lifetime instanceof Lifetime.Named n && bound.containsKey(n.name())
                ? new Lifetime.Named(inOrder(n.name()), n.at())
                : new Lifetime.Named("l" + ++count + "_", lifetime.at());
    }

    /** Bound lifetimes are told apart by the order in which they stand; one that stands once is left out. */
    private String inOrder(String written) {
        return bound.compute(
                written,
                (_, name) -> name != null && !name.isEmpty()
                        ? name
                        : mentionedOnce.contains(written) ? Integer.toString(++count) : "z" + ++count + "_");
    }
}
