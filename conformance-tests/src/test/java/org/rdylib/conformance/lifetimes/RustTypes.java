package org.rdylib.conformance.lifetimes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.spec.Bound;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/**
 * Types as Rust has them. What Rust has not is a struct of the {@link RustOracle#PRELUDE prelude}: {@code Code} is a
 * function reference whose code has a lifetime, {@code Closure} a closure that varies as the function that it is,
 * {@code Object} an interface object whose bounds are subtyping, {@code Lent} a {@code &mut} to either, which cannot be
 * overwritten through it. A bound, or a kind, that is promised is {@code Yes} and one that is not is {@code No}, whose
 * supertype {@code Yes} is not and which is one of {@code Yes}.
 *
 * @param prefix of the names of declared types, where each copy has its own
 * @param withDylib the declared types whose fields mention {@code 'dylib}, a parameter of theirs in Rust
 * @param loose whether references are structs that imply no bounds, to ask for variance alone
 * @param bounded whether interface objects are structs, because some have bounds
 */
record RustTypes(String prefix, Set<String> withDylib, boolean loose, boolean bounded) {

    RustTypes {
        withDylib = Set.copyOf(withDylib);
    }

    /** The lifetime; what varies does not ask how long the library lives. */
    private String lifetimeOf(Lifetime lifetime) {
        return loose && lifetime instanceof Lifetime.Dylib ? "'static" : lifetime(lifetime);
    }

    static String lifetime(Lifetime lifetime) {
        return switch (lifetime) {
            case Lifetime.Static _ -> "'static";
            case Lifetime.Dylib _ -> "'dylib";
            case Lifetime.Named l -> parameter(l.name());
            case Lifetime.Elided _, Lifetime.Omitted _ ->
                throw new IllegalArgumentException("not a checked descriptor");
        };
    }

    /** The checker numbers elided lifetimes; Rust wants a letter. */
    static String parameter(String name) {
        return Character.isDigit(name.charAt(0)) ? "'e" + name : "'" + name;
    }

    /** {@code <'a, 'b>}, or nothing. */
    static String parameters(List<LifetimeParameter> parameters, boolean dylib) {
        return angle(parameters.stream().map(p -> parameter(p.name())), dylib ? Stream.of("'dylib") : Stream.empty());
    }

    private static String angle(Stream<String> first, Stream<String> then) {
        String inside = Stream.concat(first, then).collect(Collectors.joining(", "));
        return inside.isEmpty() ? "" : "<" + inside + ">";
    }

    /** The name and the parameters of a declared type. */
    String declared(String name, List<LifetimeParameter> parameters) {
        return prefix + name + parameters(parameters, withDylib.contains(name));
    }

    /** Whether a {@code &mut} to this is a {@code Lent} in the outermost slot. */
    boolean isLent(Type type) {
        return type instanceof Type.Reference r
                && r.mutability() == Mutability.EXCLUSIVE
                && (r.target() instanceof Type.Closure || (bounded && r.target() instanceof Type.InterfaceObject));
    }

    /** A type that is the whole of a parameter or of a result, where the coercions of such a place count. */
    String outermost(Type type) {
        return isLent(type) && type instanceof Type.Reference r
                ? "Lent<" + lifetimeOf(r.lifetime()) + ", " + type(r.target()) + ">"
                : type(type);
    }

    /** The value {@code of} the type {@code given} where {@code wanted} stands in an outermost slot. */
    String coerced(String of, Type given, Type wanted) {
        return isLent(given) && wanted instanceof Type.Reference w && w.mutability() == Mutability.SHARED
                ? of + ".lend()"
                : of;
    }

    String type(Type type) {
        return switch (type) {
            case Type.Scalar t -> t.kind().spelling();
            case Type.Unit _ -> "()";
            case Type.Str _ -> "str";
            case Type.CStr _ -> "CText";
            case Type.Text _ -> "String";
            case Type.Tuple t ->
                t.elements().stream().map(e -> type(e) + ",").collect(Collectors.joining(" ", "(", ")"));
            case Type.Array t -> "[" + type(t.element()) + "; " + t.length() + "]";
            case Type.Reference t -> reference(t);
            case Type.Pointer t -> (t.mutability() == Mutability.EXCLUSIVE ? "*mut " : "*const ") + target(t.target());
            case Type.Slice t -> "[" + type(t.element()) + "]";
            case Type.Named t ->
                prefix
                        + t.name()
                        + angle(
                                t.arguments().stream().map(this::lifetimeOf),
                                withDylib.contains(t.name()) ? Stream.of("'dylib") : Stream.empty());
            case Type.Option t -> "Option<" + type(t.value()) + ">";
            case Type.Result t -> "Result<" + type(t.ok()) + ", " + type(t.err()) + ">";
            case Type.Boxed t -> "Box<" + type(t.target()) + ">";
            case Type.Handle t -> "Box<" + type(t.target()) + ">";
            case Type.Shared t -> "Arc<" + type(t.target()) + ">";
            case Type.Vector t -> "Vec<" + type(t.element()) + ">";
            case Type.Function t -> "Code<" + lifetimeOf(t.bound()) + ", " + pointer(t.signature()) + ">";
            case Type.InterfaceObject t -> object(t);
            case Type.Closure t ->
                "Closure<" + lifetimeOf(t.bound()) + ", (" + kind(t.kind()) + bounds(t.bounds()) + "), "
                        + pointer(t.signature()) + ">";
        };
    }

    private String reference(Type.Reference t) {
        boolean exclusive = t.mutability() == Mutability.EXCLUSIVE;
        String lifetime = lifetimeOf(t.lifetime());
        if (loose) {
            return (exclusive ? "LooseMut<" : "Loose<") + lifetime + ", " + type(t.target()) + ">";
        }
        return "&" + lifetime + (exclusive ? " mut " : " ") + target(t.target());
    }

    private String object(Type.InterfaceObject t) {
        String name = t.name() + angle(t.arguments().stream().map(this::lifetimeOf), Stream.empty());
        return bounded
                ? "Object<" + lifetimeOf(t.bound()) + ", (" + bounds(t.bounds()) + "), " + name + ">"
                : "dyn " + name + " + " + lifetimeOf(t.bound());
    }

    /** May it be called by many at a time, and more than once. */
    private static String kind(ClosureKind kind) {
        return switch (kind) {
            case FN -> "Yes, Yes, ";
            case FN_MUT -> "No, Yes, ";
            case FN_ONCE, FUTURE -> "No, No, ";
        };
    }

    private static String bounds(Set<Bound> bounds) {
        return Arrays.stream(Bound.values())
                .map(b -> bounds.contains(b) ? "Yes" : "No")
                .collect(Collectors.joining(", "));
    }

    private String target(Type type) {
        return type instanceof Type.InterfaceObject && !bounded ? "(" + type(type) + ")" : type(type);
    }

    private String pointer(Signature s) {
        return (s.lifetimes().isEmpty() ? "" : "for" + parameters(s.lifetimes(), false) + " ")
                + (s.isUnsafe() ? "unsafe " : "")
                + (s.convention() == Convention.C ? "extern \"C\" " : "")
                + "fn("
                + s.parameters().stream().map(Parameter::type).map(this::type).collect(Collectors.joining(", "))
                + ")"
                + (s.result() instanceof Type.Unit ? "" : " -> " + type(s.result()));
    }

    /** Everything about a signature that Rust is not asked about: what must be equal for it to have a say at all. */
    static String shape(Signature s) {
        return s.receiver().map(r -> r.kind() + " ").orElse("")
                + s.parameters().stream().map(p -> outermostShape(p.type())).collect(Collectors.joining(", ", "(", ")"))
                + outermostShape(s.result())
                + s.convention();
    }

    private static String outermostShape(Type type) {
        // &mut T serves as &T there, which Rust knows too
        return type instanceof Type.Reference r ? "&" + shape(r.target()) : shape(type);
    }

    static String shape(Type type) {
        return switch (type) {
            case Type.Scalar t -> t.kind().spelling();
            case Type.Unit _ -> "()";
            case Type.Str _ -> "str";
            case Type.CStr _ -> "CStr";
            case Type.Text _ -> "String";
            case Type.Tuple t -> shapes(t.elements());
            case Type.Array t -> "[" + shape(t.element()) + ";" + t.length() + "]";
            case Type.Reference t -> "&" + t.mutability() + shape(t.target());
            case Type.Pointer t -> "*" + t.mutability() + shape(t.target());
            case Type.Slice t -> "[" + shape(t.element()) + "]";
            case Type.Named t -> t.name() + t.arguments().size();
            case Type.Option t -> "Option" + shape(t.value());
            case Type.Result t -> "Result" + shapes(List.of(t.ok(), t.err()));
            case Type.Boxed t -> "Box" + shape(t.target());
            case Type.Handle t -> "Box" + shape(t.target());
            case Type.Shared t -> "Arc" + shape(t.target());
            case Type.Vector t -> "Vec" + shape(t.element());
            case Type.Function t -> "fn" + pureShape(t.signature());
            case Type.InterfaceObject t -> t.name() + t.arguments().size();
            case Type.Closure t -> (t.kind() == ClosureKind.FUTURE ? "future" : "closure") + pureShape(t.signature());
        };
    }

    private static String pureShape(Signature s) {
        return shapes(s.parameters().stream().map(Parameter::type).toList()) + shape(s.result()) + s.convention();
    }

    static String shapes(List<Type> types) {
        return types.stream().map(RustTypes::shape).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The text of a type when it is Rust's {@code -> R}, or nothing. */
    Optional<String> result(Type type) {
        return type instanceof Type.Unit ? Optional.empty() : Optional.of(outermost(type));
    }
}
