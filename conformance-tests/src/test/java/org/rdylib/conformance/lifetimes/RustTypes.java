package org.rdylib.conformance.lifetimes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
 * {@code Lent} a {@code &mut} to an object that cannot be overwritten through it.
 */
final class RustTypes {

    private final Set<String> withDylib;

    /** @param withDylib the declared types whose fields mention {@code 'dylib}, a parameter of theirs in Rust */
    RustTypes(Set<String> withDylib) {
        this.withDylib = Set.copyOf(withDylib);
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

    /** A type that is the whole of a parameter or of a result, where the coercions of such a place count. */
    String outermost(Type type) {
        return type instanceof Type.Reference r
                        && r.mutability() == Mutability.EXCLUSIVE
                        && r.target() instanceof Type.Closure
                ? "Lent<" + lifetime(r.lifetime()) + ", " + type(r.target()) + ">"
                : type(type);
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
            case Type.Reference t ->
                "&" + lifetime(t.lifetime()) + (t.mutability() == Mutability.EXCLUSIVE ? " mut " : " ")
                        + target(t.target());
            case Type.Pointer t -> (t.mutability() == Mutability.EXCLUSIVE ? "*mut " : "*const ") + target(t.target());
            case Type.Slice t -> "[" + type(t.element()) + "]";
            case Type.Named t ->
                t.name()
                        + angle(
                                t.arguments().stream().map(RustTypes::lifetime),
                                withDylib.contains(t.name()) ? Stream.of("'dylib") : Stream.empty());
            case Type.Option t -> "Option<" + type(t.value()) + ">";
            case Type.Result t -> "Result<" + type(t.ok()) + ", " + type(t.err()) + ">";
            case Type.Boxed t -> "Box<" + type(t.target()) + ">";
            case Type.Shared t -> "Arc<" + type(t.target()) + ">";
            case Type.Vector t -> "Vec<" + type(t.element()) + ">";
            case Type.Function t -> "Code<" + lifetime(t.bound()) + ", " + pointer(t.signature()) + ">";
            case Type.InterfaceObject t ->
                "dyn " + t.name() + angle(t.arguments().stream().map(RustTypes::lifetime), Stream.empty()) + " + "
                        + lifetime(t.bound());
            case Type.Closure t -> "Closure<" + lifetime(t.bound()) + ", " + pointer(t.signature()) + ">";
        };
    }

    private String target(Type type) {
        return type instanceof Type.InterfaceObject ? "(" + type(type) + ")" : type(type);
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

    /** Everything about a signature but its lifetimes: what must be equal for Rust to have a say on lifetimes alone. */
    static String shape(Signature s) {
        return s.receiver().map(r -> r.kind() + " ").orElse("")
                + s.parameters().stream().map(p -> outermostShape(p.type())).collect(Collectors.joining(", ", "(", ")"))
                + outermostShape(s.result())
                + s.convention()
                + s.isUnsafe();
    }

    private static String outermostShape(Type type) {
        // &mut T serves as &T there, which Rust knows too, except of a closure, which has its own &mut here
        return type instanceof Type.Reference r && !(r.target() instanceof Type.Closure)
                ? "&" + shape(r.target())
                : shape(type);
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
            case Type.Shared t -> "Arc" + shape(t.target());
            case Type.Vector t -> "Vec" + shape(t.element());
            case Type.Function t -> "fn" + pureShape(t.signature());
            case Type.InterfaceObject t ->
                t.name() + t.arguments().size() + t.bounds().stream().sorted().toList();
            case Type.Closure t ->
                t.kind()
                        + pureShape(t.signature())
                        + t.bounds().stream().sorted().toList();
        };
    }

    private static String pureShape(Signature s) {
        return shapes(s.parameters().stream().map(Parameter::type).toList())
                + shape(s.result())
                + s.convention()
                + s.isUnsafe();
    }

    static String shapes(List<Type> types) {
        return types.stream().map(RustTypes::shape).collect(Collectors.joining(", ", "(", ")"));
    }

    /** The text of a type when it is Rust's {@code -> R}, or nothing. */
    Optional<String> result(Type type) {
        return type instanceof Type.Unit ? Optional.empty() : Optional.of(outermost(type));
    }
}
