package org.rdylib.codegen.c;

import static java.util.stream.Collectors.joining;

import java.util.Optional;
import java.util.function.Function;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Type;

/**
 * Types as parts of C names: {@code Option<&str>} is {@code Option_str}. Two types may come out the same; names are made
 * distinct where they are taken.
 *
 * @param defined what closures and function types that have been defined are called
 */
record Pieces(Function<Type, Optional<String>> defined) {

    /** The type as a part of a C name. */
    String of(Type type) {
        return switch (type) {
            case Type.Scalar s -> s.kind().spelling();
            case Type.Unit _ -> "unit";
            case Type.Tuple t -> "Tuple_" + t.elements().stream().map(this::of).collect(joining("_"));
            case Type.Array a -> "Array" + a.length() + "_" + of(a.element());
            case Type.Reference r -> reference(r);
            case Type.Pointer p -> (p.mutability() == Mutability.SHARED ? "const_" : "mut_") + of(p.target());
            case Type.Slice s -> "slice_" + of(s.element());
            case Type.Str _ -> "str";
            case Type.CStr _ -> "CStr";
            case Type.Named n -> n.name();
            case Type.Option o -> "Option_" + of(o.value());
            case Type.Result r -> "Result_" + of(r.ok()) + "_" + of(r.err());
            case Type.Boxed b -> "Box_" + of(b.target());
            case Type.Handle h -> "Box_" + of(h.target());
            case Type.Shared s -> "Arc_" + of(s.target());
            case Type.Vector v -> "Vec_" + of(v.element());
            case Type.Text _ -> "String";
            case Type.InterfaceObject o -> o.name();
            case Type.Function _, Type.Closure _ -> defined.apply(type).orElse("fn");
        };
    }

    private String reference(Type.Reference r) {
        String target = of(r.target());
        boolean constant = r.mutability() == Mutability.SHARED;
        return switch (r.target()) {
            case Type.Str _, Type.CStr _, Type.Slice _ -> constant ? target : target + "_mut";
            case Type.InterfaceObject _, Type.Closure _ -> target;
            case Type _ -> (constant ? "ref_" : "mut_") + target;
        };
    }
}
