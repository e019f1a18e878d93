package org.rdylib.verifier.copy;

import java.util.stream.Collectors;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Type;

/** A type's name without lifetimes and bounds, as paths and messages show it. */
public final class Brief {

    private Brief() {}

    public static String of(Type type) {
        return switch (type) {
            case Type.Scalar t -> t.kind().spelling();
            case Type.Unit _ -> "()";
            case Type.Tuple t -> t.elements().stream().map(Brief::of).collect(Collectors.joining(", ", "(", ")"));
            case Type.Array t -> "[" + of(t.element()) + "; " + t.length() + "]";
            case Type.Reference t -> (t.mutability() == Mutability.EXCLUSIVE ? "&mut " : "&") + of(t.target());
            case Type.Pointer t -> (t.mutability() == Mutability.EXCLUSIVE ? "*mut " : "*const ") + of(t.target());
            case Type.Slice t -> "[" + of(t.element()) + "]";
            case Type.Str _ -> "str";
            case Type.CStr _ -> "CStr";
            case Type.Named t -> t.name();
            case Type.Option t -> "Option<" + of(t.value()) + ">";
            case Type.Result t -> "Result<" + of(t.ok()) + ", " + of(t.err()) + ">";
            case Type.Boxed t -> "Box<" + of(t.target()) + ">";
            case Type.Handle t -> "Box<" + of(t.target()) + ">";
            case Type.Shared t -> "Arc<" + of(t.target()) + ">";
            case Type.Vector t -> "Vec<" + of(t.element()) + ">";
            case Type.Text _ -> "String";
            case Type.Function _ -> "fn";
            case Type.InterfaceObject t -> "dyn " + t.name();
            case Type.Closure t -> "dyn " + t.kind().spelling();
        };
    }
}
