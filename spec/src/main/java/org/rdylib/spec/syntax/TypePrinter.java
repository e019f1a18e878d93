package org.rdylib.spec.syntax;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.rdylib.spec.Bound;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/**
 * Prints types, signatures and lifetimes in Rust's syntax. Two types are the same exactly when they print the same, and
 * what is printed reads as what was printed: nothing is left out but what was left out in the text ({@link
 * Lifetime.Omitted}) and a function type's {@code 'static}. The lifetimes that the checker has named are printed
 * {@code '1}, which nobody can write.
 */
public final class TypePrinter {

    private TypePrinter() {}

    /** The lifetime, with its apostrophe. */
    public static String print(Lifetime lifetime) {
        return lifetime.toString();
    }

    /** The type. */
    public static String print(Type type) {
        return print(type, false);
    }

    /** The type; {@code plusFollows} where the {@code +} of a type around it comes next. */
    private static String print(Type type, boolean plusFollows) {
        return switch (type) {
            case Type.Scalar t -> t.kind().spelling();
            case Type.Unit t -> "()";
            case Type.Tuple t -> tuple(t.elements());
            case Type.Array t -> "[" + print(t.element()) + "; " + t.length() + "]";
            case Type.Reference t ->
                "&" + print(t.lifetime()) + (t.mutability() == Mutability.EXCLUSIVE ? " mut " : " ")
                        + withoutPlus(t.target(), plusFollows);
            case Type.Pointer t ->
                (t.mutability() == Mutability.EXCLUSIVE ? "*mut " : "*const ") + withoutPlus(t.target(), plusFollows);
            case Type.Slice t -> "[" + print(t.element()) + "]";
            case Type.Str t -> "str";
            case Type.CStr t -> "CStr";
            case Type.Named t -> t.name() + arguments(t.arguments());
            case Type.Option t -> "Option<" + print(t.value()) + ">";
            case Type.Result t -> "Result<" + print(t.ok()) + ", " + print(t.err()) + ">";
            case Type.Boxed t -> "Box<" + print(t.target()) + ">";
            case Type.Handle t -> "Box<" + print(t.target()) + ">";
            case Type.Shared t -> "Arc<" + print(t.target()) + ">";
            case Type.Vector t -> "Vec<" + print(t.element()) + ">";
            case Type.Text t -> "String";
            case Type.Function t -> function(t, plusFollows);
            case Type.InterfaceObject t -> "dyn " + t.name() + arguments(t.arguments()) + bounds(t.bounds(), t.bound());
            case Type.Closure t -> closure(t, plusFollows);
        };
    }

    /** The signature of an export, import or method. */
    public static String print(Signature signature) {
        StringJoiner parameters = new StringJoiner(", ", "(", ")");
        signature.receiver().ifPresent(r -> parameters.add(print(r)));
        for (Parameter parameter : signature.parameters()) {
            parameters.add(print(parameter));
        }
        StringJoiner where = new StringJoiner(", ", " where ", "").setEmptyValue("");
        signature.where().forEach(clause -> where.add(clause.toString()));
        return (signature.isAsync() ? "async " : "")
                + qualifiers(signature) + "fn" + generics(signature.lifetimes()) + parameters
                + result(signature, print(signature.result())) + where;
    }

    /** The receiver. */
    public static String print(Receiver receiver) {
        return switch (receiver.kind()) {
            case SHARED -> "&" + print(receiver.lifetime()) + " self";
            case EXCLUSIVE -> "&" + print(receiver.lifetime()) + " mut self";
            case OWNED -> "self: Box<Self>";
        };
    }

    /** The lifetime parameters of a declaration or signature, {@code <'a, 'b>}; nothing where there are none. */
    public static String generics(List<LifetimeParameter> parameters) {
        StringJoiner joined = new StringJoiner(", ", "<", ">").setEmptyValue("");
        parameters.forEach(p -> joined.add("'" + p.name()));
        return joined.toString();
    }

    private static String print(Parameter parameter) {
        String type = print(parameter.type());
        return parameter.name().isEmpty() ? type : parameter.name() + ": " + type;
    }

    private static String tuple(List<Type> elements) {
        StringJoiner joined = new StringJoiner(", ", "(", elements.size() == 1 ? ",)" : ")");
        elements.forEach(e -> joined.add(print(e)));
        return joined.toString();
    }

    private static String arguments(List<Lifetime> lifetimes) {
        StringJoiner joined = new StringJoiner(", ", "<", ">").setEmptyValue("");
        lifetimes.forEach(l -> joined.add(print(l)));
        return joined.toString();
    }

    private static String bounds(Set<Bound> bounds, Lifetime lifetime) {
        StringBuilder printed = new StringBuilder();
        bounds.stream().sorted().forEach(b -> printed.append(" + ").append(b.spelling()));
        return lifetime instanceof Lifetime.Omitted
                ? printed.toString()
                : printed.append(" + ").append(print(lifetime)).toString();
    }

    private static String function(Type.Function type, boolean plusFollows) {
        Signature signature = type.signature();
        String head = binder(signature) + qualifiers(signature) + "fn";
        return isBareFunction(type)
                ? head + unnamed(signature, plusFollows)
                : "(" + head + unnamed(signature, false) + ") + " + print(type.bound());
    }

    private static boolean isBareFunction(Type.Function type) {
        return type.bound() instanceof Lifetime.Static || type.bound() instanceof Lifetime.Omitted;
    }

    private static String closure(Type.Closure type, boolean plusFollows) {
        String bounds = bounds(type.bounds(), type.bound());
        if (type.kind() == ClosureKind.FUTURE) {
            return "dyn Future<Output = " + print(type.signature().result()) + ">" + bounds;
        }
        return "dyn " + binder(type.signature()) + type.kind().spelling()
                + unnamed(type.signature(), plusFollows || !bounds.isEmpty()) + bounds;
    }

    /** The parameters of a function type or closure by type only: their names are no part of it. */
    private static String unnamed(Signature signature, boolean plusFollows) {
        StringJoiner parameters = new StringJoiner(", ", "(", ")");
        signature.parameters().forEach(p -> parameters.add(print(p.type())));
        return parameters + result(signature, withoutPlus(signature.result(), plusFollows));
    }

    private static String result(Signature signature, String printed) {
        return signature.result() instanceof Type.Unit ? "" : " -> " + printed;
    }

    private static String binder(Signature signature) {
        return signature.lifetimes().isEmpty() ? "" : "for" + generics(signature.lifetimes()) + " ";
    }

    private static String qualifiers(Signature signature) {
        return (signature.isUnsafe() ? "unsafe " : "")
                + (signature.convention() == Convention.C ? "extern \"C\" " : "");
    }

    /** The type where a {@code +} of its own would be ambiguous, and one that follows would be taken for its own. */
    private static String withoutPlus(Type type, boolean plusFollows) {
        boolean parentheses = switch (type) {
            case Type.Function t -> !isBareFunction(t);
            case Type.InterfaceObject t ->
                plusFollows || !bounds(t.bounds(), t.bound()).isEmpty();
            case Type.Closure t -> plusFollows || !bounds(t.bounds(), t.bound()).isEmpty();
            case Type.Scalar _, Type.Unit _, Type.Tuple _, Type.Array _, Type.Reference _, Type.Pointer _ -> false;
            case Type.Slice _, Type.Str _, Type.CStr _, Type.Named _, Type.Option _, Type.Result _ -> false;
            case Type.Boxed _, Type.Handle _, Type.Shared _, Type.Vector _, Type.Text _ -> false;
        };
        return parentheses ? "(" + print(type) + ")" : print(type, plusFollows);
    }
}
