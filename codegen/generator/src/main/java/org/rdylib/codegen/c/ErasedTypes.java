package org.rdylib.codegen.c;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/**
 * Types without what C does not know of them: their lifetimes and bounds, and how often a closure may be called.
 *
 * @param kind what is said of a closure in the place of its kind
 */
record ErasedTypes(Function<Type.Closure, String> kind) {

    private static final ErasedTypes KEYS = new ErasedTypes(_ -> ClosureKind.FN.spelling());

    /** The key of a type: two of one key are one type in C. */
    static String key(Type type) {
        return KEYS.text(type);
    }

    /** A type as a comment has it. */
    String text(Type type) {
        return switch (type) {
            case Type.Scalar s -> s.kind().spelling();
            case Type.Unit _ -> "()";
            case Type.Tuple t -> "(" + texts(t.elements()) + (t.elements().size() == 1 ? ",)" : ")");
            case Type.Array a -> "[" + text(a.element()) + ";" + a.length() + "]";
            case Type.Reference r -> (r.mutability() == Mutability.SHARED ? "&" : "&mut ") + text(r.target());
            case Type.Pointer p -> (p.mutability() == Mutability.SHARED ? "*const " : "*mut ") + text(p.target());
            case Type.Slice s -> "[" + text(s.element()) + "]";
            case Type.Str _ -> "str";
            case Type.CStr _ -> "CStr";
            case Type.Named n -> n.name();
            case Type.Option o -> "Option<" + text(o.value()) + ">";
            case Type.Result r -> "Result<" + text(r.ok()) + ", " + text(r.err()) + ">";
            case Type.Boxed b -> "Box<" + text(b.target()) + ">";
            case Type.Handle h -> "Box<" + text(h.target()) + ">";
            case Type.Shared s -> "Arc<" + text(s.target()) + ">";
            case Type.Vector v -> "Vec<" + text(v.element()) + ">";
            case Type.Text _ -> "String";
            case Type.Function f -> "fn" + text(f.signature());
            case Type.InterfaceObject o -> "dyn " + o.name();
            case Type.Closure c
            when c.kind() == ClosureKind.FUTURE ->
                "dyn Future<Output = " + text(c.signature().result()) + ">";
            case Type.Closure c -> "dyn " + kind.apply(c) + text(c.signature());
        };
    }

    private String text(Signature signature) {
        List<Type> parameters =
                signature.parameters().stream().map(Parameter::type).toList();
        String result = signature.result() instanceof Type.Unit ? "" : " -> " + text(signature.result());
        return (signature.convention() == Convention.C ? " \"C\" " : "") + "(" + texts(parameters) + ")" + result;
    }

    private String texts(List<Type> types) {
        return types.stream().map(this::text).collect(Collectors.joining(", "));
    }
}
