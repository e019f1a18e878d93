package org.rdylib.codegen.rust;

import static java.util.stream.Collectors.joining;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.rdylib.spec.Bound;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.layout.Options;

/**
 * Types as Rust writes them: in the author's form, which signatures have, and in the stored form, which has the layout
 * that the descriptor promises.
 */
final class RustTypes {

    private static final String TUPLE = "Tuple";

    private final Names names;
    private final GrowingStructs growing;
    private final LifetimeStyle style;
    private final Set<String> bound;
    private final SortedSet<String> wire;

    private RustTypes(
            Names names, GrowingStructs growing, LifetimeStyle style, Set<String> bound, SortedSet<String> wire) {
        this.names = names;
        this.growing = growing;
        this.style = style;
        this.bound = bound;
        this.wire = wire;
    }

    /** Types with the lifetimes that their author gave them. */
    static RustTypes declared(Names names, GrowingStructs growing) {
        return new RustTypes(names, growing, LifetimeStyle.DECLARED, Set.of(), new TreeSet<>());
    }

    /** The same types with their lifetimes in another style. */
    RustTypes in(LifetimeStyle other) {
        return new RustTypes(names, growing, other, bound, wire);
    }

    /** Whether a type's author's form is its stored one. */
    boolean isOneForm(Type type) {
        return switch (type) {
            case Type.Boxed b -> growing.isGrowing(b.target());
            case Type.Tuple _, Type.Result _, Type.Vector _, Type.Text _ -> false;
            case Type.Option o -> Options.isNullable(o.value()) && isOneForm(o.value());
            case Type.Reference r -> !(r.target() instanceof Type.CStr);
            case Type.Handle _ -> true;
            case Type.Shared s -> !Confinement.isObject(s.target());
            case Type.Scalar _, Type.Unit _, Type.Array _, Type.Pointer _, Type.Named _, Type.Function _ -> true;
            case Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _, Type.Closure _ ->
                throw new IllegalArgumentException("a type without a size of its own at " + type.at());
        };
    }

    /** The types of the module {@code wire} that have been mentioned so far. */
    SortedSet<String> wireTypes() {
        return wire;
    }

    /** How many elements those of them have that are tuples. */
    SortedSet<Integer> tupleSizes() {
        SortedSet<Integer> sizes = new TreeSet<>();
        wire.stream()
                .filter(t -> t.startsWith(TUPLE))
                .forEach(t -> sizes.add(Integer.parseInt(t, TUPLE.length(), t.length(), 10)));
        return sizes;
    }

    /** A type of the module {@code wire}. */
    String wire(String name) {
        wire.add(name);
        return names.type("wire") + "::" + name;
    }

    private String wire(String name, String arguments) {
        return wire(name) + "<" + arguments + ">";
    }

    /** The author's form. */
    String author(Type type) {
        return switch (type) {
            case Type.Tuple t -> tuple(t.elements(), this::author);
            case Type.Reference r when r.target() instanceof Type.CStr -> reference(r, names.std("CStr"));
            case Type.Option o -> names.std("Option") + "<" + author(o.value()) + ">";
            case Type.Result r -> names.std("Result") + "<" + author(r.ok()) + ", " + author(r.err()) + ">";
            case Type.Boxed b when isFuture(b.target()) -> names.std("Pin") + "<" + box(b) + ">";
            case Type.Boxed b -> growing.isGrowing(b.target()) ? stored(b) : box(b);
            case Type.Shared s
            when Confinement.isObject(s.target()) ->
                names.std("Arc") + "<" + target(s.target(), Optional.of(new Lifetime.Static(s.at()))) + ">";
            case Type.Vector v -> names.std("Vec") + "<" + stored(v.element()) + ">";
            case Type.Text _ -> names.std("String");
            case Type.Scalar _, Type.Unit _, Type.Array _, Type.Reference _, Type.Pointer _, Type.Named _ ->
                stored(type);
            case Type.Handle _, Type.Shared _, Type.Function _ -> stored(type);
            case Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _, Type.Closure _ ->
                throw new IllegalArgumentException("a type without a size of its own at " + type.at());
        };
    }

    private String box(Type.Boxed b) {
        return names.std("Box") + "<" + target(b.target(), Optional.of(new Lifetime.Static(b.at()))) + ">";
    }

    /** Whether a type is {@code dyn Future}, which Rust polls only behind a {@code Pin}. */
    static boolean isFuture(Type type) {
        return type instanceof Type.Closure c && c.kind() == ClosureKind.FUTURE;
    }

    /** The stored form. */
    String stored(Type type) {
        return switch (type) {
            case Type.Scalar s ->
                (s.kind().isOfC() ? "::core::ffi::" : "") + s.kind().spelling();
            case Type.Unit _ -> "()";
            case Type.Tuple t ->
                wire(
                        TUPLE + t.elements().size(),
                        t.elements().stream().map(this::stored).collect(joining(", ")));
            case Type.Array a -> "[" + stored(a.element()) + "; " + a.length() + "]";
            case Type.Reference r -> reference(r);
            case Type.Pointer p -> (p.mutability() == Mutability.SHARED ? "*const " : "*mut ") + stored(p.target());
            case Type.Named n -> n.name() + arguments(n.arguments());
            case Type.Option o
            when Options.isNullable(o.value()) -> names.std("Option") + "<" + stored(o.value()) + ">";
            case Type.Option o -> wire("Option", stored(o.value()));
            case Type.Result r -> wire("Result", stored(r.ok()) + ", " + stored(r.err()));
            case Type.Boxed b ->
                switch (b.target()) {
                    case Type.Str _ -> wire("BoxStr");
                    case Type.Slice s -> wire("BoxSlice", stored(s.element()));
                    case Type.InterfaceObject _, Type.Closure _ -> wire("BoxDyn", object(b.target()));
                    case Type t -> wire(growing.isGrowing(t) ? "BoxGrowing" : "Box", stored(t));
                };
            case Type.Handle h -> names.std("Box") + "<" + stored(h.target()) + ">";
            case Type.Shared s ->
                Confinement.isObject(s.target()) ? wire("ArcDyn", object(s.target())) : wire("Arc", stored(s.target()));
            case Type.Vector v -> wire("Vec", stored(v.element()));
            case Type.Text _ -> wire("String");
            case Type.Function f ->
                wire("Function", lifetime(f.bound()) + ", " + (style == LifetimeStyle.INFERRED ? "_" : function(f)));
            case Type.Slice _, Type.Str _, Type.CStr _, Type.InterfaceObject _, Type.Closure _ ->
                throw new IllegalArgumentException("a type without a size of its own at " + type.at());
        };
    }

    private String reference(Type.Reference r) {
        return switch (r.target()) {
            case Type.CStr _ -> wire("CStr", lifetime(r.lifetime()));
            case Type.InterfaceObject _, Type.Closure _ -> {
                if (r.target() instanceof Type.Closure && r.mutability() == Mutability.EXCLUSIVE) {
                    wire("Callee");
                }
                yield wire(
                        r.mutability() == Mutability.SHARED ? "RefDyn" : "MutDyn",
                        lifetime(r.lifetime()) + ", " + object(r.target()));
            }
            case Type.Str _ -> reference(r, "str");
            case Type.Slice s -> reference(r, "[" + stored(s.element()) + "]");
            case Type t -> reference(r, stored(t));
        };
    }

    private String reference(Type.Reference r, String target) {
        String lifetime = lifetime(r.lifetime());
        return "&" + (lifetime.equals("'_") ? "" : lifetime + " ")
                + (r.mutability() == Mutability.EXCLUSIVE ? "mut " : "") + target;
    }

    /** A parameter's type, in the author's form. */
    String parameter(Signature signature, Parameter parameter) {
        if (!Confinement.isConfined(signature, parameter)) {
            return author(parameter.type());
        }
        return switch (parameter.type()) {
            case Type.Option o -> names.std("Option") + "<" + confined((Type.Reference) o.value()) + ">";
            case Type.Reference r -> confined(r);
            case Type t -> throw new IllegalArgumentException("no reference at " + t.at());
        };
    }

    private String confined(Type.Reference r) {
        String target = target(r.target(), Optional.of(r.lifetime()));
        return reference(r, hasPlus(target) ? "(" + target + ")" : target);
    }

    /** Whether there is a {@code +} outside of all brackets. */
    private static boolean hasPlus(String type) {
        int depth = 0;
        for (int i = 0; i < type.length(); i++) {
            switch (type.charAt(i)) {
                case '<', '(', '[' -> depth++;
                case '>' -> depth -= type.charAt(i - 1) == '-' ? 0 : 1;
                case ')', ']' -> depth--;
                case '+' -> {
                    if (depth == 0) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    /** What {@code Box}, {@code Arc} and references of the author's form point to; {@code usual} is a bound left out. */
    private String target(Type type, Optional<Lifetime> usual) {
        return switch (type) {
            case Type.Str _ -> "str";
            case Type.Slice s -> "[" + stored(s.element()) + "]";
            case Type.InterfaceObject o -> interfaceObject(o, usual);
            case Type.Closure c -> closure(c, usual);
            case Type t -> stored(t);
        };
    }

    /**
     * A {@code dyn} type as the argument of a type of {@code wire}. In bodies rustc knows that of a closure better: there
     * {@code '_} would be bound by the closure.
     */
    private String object(Type type) {
        return style == LifetimeStyle.INFERRED && type instanceof Type.Closure
                ? "_"
                : target(type, Optional.of(new Lifetime.Static(type.at())));
    }

    String interfaceObject(Type.InterfaceObject o, Optional<Lifetime> usual) {
        return "dyn " + o.name() + arguments(o.arguments()) + bounds(o.bounds(), o.bound(), usual);
    }

    String closure(Type.Closure c, Optional<Lifetime> usual) {
        return "dyn " + binder(c.signature()) + called(c) + bounds(c.bounds(), c.bound(), usual);
    }

    /** {@code Fn(A) -> R}, or {@code Future<Output = R>}. */
    String called(Type.Closure c) {
        return c.kind() == ClosureKind.FUTURE
                ? future(c.signature().result())
                : called(names.std(c.kind().spelling()), c.signature());
    }

    /** {@code Future<Output = R>}. */
    String future(Type output) {
        return names.std("Future") + "<Output = " + author(output) + ">";
    }

    /** {@code trait(A) -> R}. */
    String called(String trait, Signature signature) {
        RustTypes within = within(signature);
        String parameters = signature.parameters().stream()
                .map(p -> within.parameter(signature, p))
                .collect(joining(", ", "(", ")"));
        return trait + parameters + within.result(signature);
    }

    /** A function type: {@code for<'z> fn(&'z A) -> R}. */
    String function(Type.Function f) {
        Signature s = f.signature();
        return binder(s)
                + (s.isUnsafe() ? "unsafe " : "")
                + (s.convention() == Convention.C ? "extern \"C\" " : "")
                + called("fn", s);
    }

    /** {@code -> R} in the author's form, or nothing for {@code ()}. */
    String result(Signature signature) {
        return signature.result() instanceof Type.Unit ? "" : " -> " + author(signature.result());
    }

    /** {@code for<'z> } where a lifetime of a closure or function type has a name. */
    String binder(Signature signature) {
        String named = generics(signature.lifetimes());
        return named.isEmpty() ? "" : "for" + named + " ";
    }

    /** {@code <'a, 'b>}, without those that were left out. */
    static String generics(List<LifetimeParameter> lifetimes) {
        String named = lifetimes.stream()
                .map(LifetimeParameter::name)
                .filter(name -> !LifetimeStyle.isElided(name))
                .map(name -> "'" + name)
                .collect(joining(", "));
        return named.isEmpty() ? "" : "<" + named + ">";
    }

    /** Types within a closure or function type: the lifetimes that it binds keep their names in every style. */
    RustTypes within(Signature signature) {
        if (style == LifetimeStyle.DECLARED) {
            return this;
        }
        Set<String> all = new HashSet<>(bound);
        signature.lifetimes().forEach(l -> all.add(l.name()));
        return new RustTypes(names, growing, style, all, wire);
    }

    /** {@code + Send + Sync}, as far as that is among the bounds. */
    String autoTraits(Set<Bound> bounds) {
        StringBuilder text = new StringBuilder();
        for (Bound b : Bound.values()) {
            if (bounds.contains(b) && (b == Bound.SEND || b == Bound.SYNC)) {
                text.append(" + ").append(names.std(b.spelling()));
            }
        }
        return text.toString();
    }

    private String bounds(Set<Bound> bounds, Lifetime lifetime, Optional<Lifetime> usual) {
        StringBuilder text = new StringBuilder(autoTraits(bounds));
        if (!usual.filter(u -> isSame(u, lifetime)).isPresent()) {
            text.append(" + ").append(lifetime(lifetime));
        }
        return text.toString();
    }

    private static boolean isSame(Lifetime one, Lifetime other) {
        boolean named = one instanceof Lifetime.Named || other instanceof Lifetime.Named;
        return named
                ? one instanceof Lifetime.Named a
                        && other instanceof Lifetime.Named b
                        && a.name().equals(b.name())
                : true;
    }

    private String tuple(List<Type> elements, Function<Type, String> form) {
        String joined = elements.stream().map(form).collect(joining(", "));
        return elements.size() == 1 ? "(" + joined + ",)" : "(" + joined + ")";
    }

    /** {@code <'a, 'b>}. */
    String arguments(List<Lifetime> lifetimes) {
        return lifetimes.isEmpty() ? "" : lifetimes.stream().map(this::lifetime).collect(joining(", ", "<", ">"));
    }

    String lifetime(Lifetime lifetime) {
        return lifetime instanceof Lifetime.Named n && bound.contains(n.name())
                ? LifetimeStyle.DECLARED.write(lifetime)
                : style.write(lifetime);
    }
}
