package org.rdylib.conformance.lifetimes;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Field;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/** Writes generated descriptors down, so that the pairs go the whole way: text, syntax, checks, verdict. */
final class Notation {

    private Notation() {}

    /** A whole descriptor; of declared types it knows structs. */
    static String descriptor(Descriptor d) {
        var text = new StringBuilder("abi: 1\nlibrary: " + d.library() + "\nversion: " + d.version() + "\n");
        section(
                text,
                "types",
                d.types().stream()
                        .map(t -> "\"" + t.name() + lifetimes(t.lifetimes()) + "\": {struct: {" + fields(t) + "}}"));
        section(
                text,
                "interfaces",
                d.interfaces().stream()
                        .map(i -> "\"" + i.name() + lifetimes(i.lifetimes()) + "\": {methods: {"
                                + i.methods().stream()
                                        .map(m -> m.name() + ": \"" + signature(m.signature()) + "\"")
                                        .collect(Collectors.joining(", "))
                                + "}}"));
        section(text, "exports", d.exports().stream().map(e -> e.name() + ": \"" + signature(e.signature()) + "\""));
        section(text, "imports", d.imports().stream().map(i -> i.name() + ": \"" + signature(i.signature()) + "\""));
        return text.toString();
    }

    private static void section(StringBuilder text, String key, Stream<String> entries) {
        List<String> all = entries.toList();
        if (!all.isEmpty()) {
            text.append(key).append(":\n");
            all.forEach(e -> text.append("  ").append(e).append('\n'));
        }
    }

    private static String fields(TypeDeclaration t) {
        return switch (t) {
            case TypeDeclaration.Struct s ->
                s.fields().stream().map(Notation::field).collect(Collectors.joining(", "));
            case TypeDeclaration.Enum e -> throw new IllegalArgumentException("enum " + e.name());
        };
    }

    private static String field(Field f) {
        return f.name() + ": \"" + type(f.type()) + "\"";
    }

    static String signature(Signature s) {
        Stream<String> receiver = s.receiver().stream().map(Notation::receiver);
        String parameters = Stream.concat(receiver, s.parameters().stream().map(p -> p.name() + ": " + type(p.type())))
                .collect(Collectors.joining(", "));
        String where =
                s.where().stream().map(w -> w.longer() + ": " + w.shorter()).collect(Collectors.joining(", "));
        return "fn" + lifetimes(s.lifetimes()) + "(" + parameters + ")" + result(s)
                + (where.isEmpty() ? "" : " where " + where);
    }

    private static String receiver(Receiver r) {
        return switch (r.kind()) {
            case SHARED -> "&" + r.lifetime() + " self";
            case EXCLUSIVE -> "&" + r.lifetime() + " mut self";
            case OWNED -> "self: Box<Self>";
        };
    }

    private static String lifetimes(List<LifetimeParameter> parameters) {
        return angle(parameters.stream().map(p -> "'" + p.name()).toList());
    }

    private static String angle(List<String> inside) {
        return inside.isEmpty() ? "" : "<" + String.join(", ", inside) + ">";
    }

    private static String result(Signature s) {
        return s.result() instanceof Type.Unit ? "" : " -> " + type(s.result());
    }

    static String type(Type type) {
        return switch (type) {
            case Type.Scalar t -> t.kind().spelling();
            case Type.Unit _ -> "()";
            case Type.Str _ -> "str";
            case Type.CStr _ -> "CStr";
            case Type.Text _ -> "String";
            case Type.Tuple t -> t.elements().stream().map(Notation::type).collect(Collectors.joining(", ", "(", ")"));
            case Type.Array t -> "[" + type(t.element()) + "; " + t.length() + "]";
            case Type.Reference t ->
                "&" + t.lifetime() + (t.mutability() == Mutability.EXCLUSIVE ? " mut " : " ") + atom(t.target());
            case Type.Pointer t -> (t.mutability() == Mutability.EXCLUSIVE ? "*mut " : "*const ") + atom(t.target());
            case Type.Slice t -> "[" + type(t.element()) + "]";
            case Type.Named t ->
                t.name() + angle(t.arguments().stream().map(Lifetime::toString).toList());
            case Type.Option t -> "Option<" + type(t.value()) + ">";
            case Type.Result t -> "Result<" + type(t.ok()) + ", " + type(t.err()) + ">";
            case Type.Boxed t -> "Box<" + type(t.target()) + ">";
            case Type.Shared t -> "Arc<" + type(t.target()) + ">";
            case Type.Vector t -> "Vec<" + type(t.element()) + ">";
            case Type.Function t ->
                t.bound() instanceof Lifetime.Static
                        ? binder(t.signature()) + "fn" + pure(t.signature())
                        : "(" + binder(t.signature()) + "fn" + pure(t.signature()) + ") + " + t.bound();
            case Type.InterfaceObject t ->
                "dyn " + t.name()
                        + angle(t.arguments().stream().map(Lifetime::toString).toList())
                        + bounds(t.bounds(), t.bound());
            case Type.Closure t ->
                "dyn " + binder(t.signature()) + t.kind().spelling() + pure(t.signature())
                        + bounds(t.bounds(), t.bound());
        };
    }

    private static String bounds(java.util.Set<Bound> bounds, Lifetime bound) {
        return Stream.concat(bounds.stream().sorted().map(Bound::spelling), Stream.of(bound.toString()))
                .map(b -> " + " + b)
                .collect(Collectors.joining());
    }

    private static String binder(Signature s) {
        return s.lifetimes().isEmpty() ? "" : "for" + lifetimes(s.lifetimes()) + " ";
    }

    private static String pure(Signature s) {
        return s.parameters().stream()
                        .map(Parameter::type)
                        .map(Notation::type)
                        .collect(Collectors.joining(", ", "(", ")"))
                + (s.result() instanceof Type.Unit ? "" : " -> " + atom(s.result()));
    }

    /** In parentheses where a {@code +} would belong to what stands before it. */
    private static String atom(Type type) {
        return switch (type) {
            case Type.InterfaceObject _, Type.Closure _, Type.Function _ -> "(" + type(type) + ")";
            case Type _ -> type(type);
        };
    }
}
