package org.rdylib.codegen.c;

import java.util.List;
import java.util.stream.Collectors;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/** Types without their lifetimes and bounds, none of which C knows: two of one key are one type in C. */
final class ErasedTypes {

    private ErasedTypes() {}

    static String key(Type type) {
        return switch (type) {
            case Type.Scalar s -> s.kind().spelling();
            case Type.Unit _ -> "()";
            case Type.Tuple t -> "(" + keys(t.elements()) + (t.elements().size() == 1 ? ",)" : ")");
            case Type.Array a -> "[" + key(a.element()) + ";" + a.length() + "]";
            case Type.Reference r -> (r.mutability() == Mutability.SHARED ? "&" : "&mut ") + key(r.target());
            case Type.Pointer p -> (p.mutability() == Mutability.SHARED ? "*const " : "*mut ") + key(p.target());
            case Type.Slice s -> "[" + key(s.element()) + "]";
            case Type.Str _ -> "str";
            case Type.CStr _ -> "CStr";
            case Type.Named n -> n.name();
            case Type.Option o -> "Option<" + key(o.value()) + ">";
            case Type.Result r -> "Result<" + key(r.ok()) + ", " + key(r.err()) + ">";
            case Type.Boxed b -> "Box<" + key(b.target()) + ">";
            case Type.Handle h -> "Box<" + key(h.target()) + ">";
            case Type.Shared s -> "Arc<" + key(s.target()) + ">";
            case Type.Vector v -> "Vec<" + key(v.element()) + ">";
            case Type.Text _ -> "String";
            case Type.Function f -> "fn" + key(f.signature());
            case Type.InterfaceObject o -> "dyn " + o.name();
            case Type.Closure c
            when c.kind() == ClosureKind.FUTURE ->
                "dyn Future<Output = " + key(c.signature().result()) + ">";
            case Type.Closure c -> "dyn Fn" + key(c.signature());
        };
    }

    private static String key(Signature signature) {
        List<Type> parameters =
                signature.parameters().stream().map(Parameter::type).toList();
        String result = signature.result() instanceof Type.Unit ? "" : " -> " + key(signature.result());
        return (signature.convention() == Convention.C ? " \"C\" " : "") + "(" + keys(parameters) + ")" + result;
    }

    private static String keys(List<Type> types) {
        return types.stream().map(ErasedTypes::key).collect(Collectors.joining(", "));
    }
}
