package org.rdylib.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.rdylib.spec.internal.Lists;

/** What type expressions and declarations consist of. */
public final class Types {

    private Types() {}

    /** The lifetimes of the outermost level of {@code type}: what its own words name, without its parts. */
    public static List<Lifetime> lifetimes(Type type) {
        return switch (type) {
            case Type.Reference r -> List.of(r.lifetime());
            case Type.Named n -> n.arguments();
            case Type.InterfaceObject o -> {
                List<Lifetime> own = new ArrayList<>(o.arguments());
                own.add(o.bound());
                yield own;
            }
            case Type.Function f -> List.of(f.bound());
            case Type.Closure c -> List.of(c.bound());
            case Type.Scalar _, Type.Unit _, Type.Tuple _, Type.Array _, Type.Pointer _, Type.Slice _ -> List.of();
            case Type.Str _, Type.CStr _, Type.Option _, Type.Result _, Type.Boxed _, Type.Shared _ -> List.of();
            case Type.Handle _, Type.Vector _, Type.Text _ -> List.of();
        };
    }

    /** All signatures of a descriptor but those within types: of its exports, its imports and its interfaces' methods. */
    public static List<Signature> signatures(Descriptor descriptor) {
        List<Signature> all = new ArrayList<>();
        descriptor.exports().forEach(e -> all.add(e.signature()));
        descriptor.imports().forEach(i -> all.add(i.signature()));
        descriptor.interfaces().forEach(d -> d.methods().forEach(m -> all.add(m.signature())));
        return all;
    }

    /** The types of all fields of a declaration, those of its variants included, in order. */
    public static List<Type> fieldTypes(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct s -> Lists.map(s.fields(), Field::type);
            case TypeDeclaration.Enum e -> {
                List<Type> types = new ArrayList<>();
                e.variants().forEach(v -> types.addAll(payloadTypes(v.payload())));
                yield List.copyOf(types);
            }
            case TypeDeclaration.Opaque _ -> List.of();
        };
    }

    /** The types that a variant carries, in order. */
    public static List<Type> payloadTypes(Payload payload) {
        return switch (payload) {
            case Payload.None _ -> List.of();
            case Payload.Positional p -> p.types();
            case Payload.Fields f -> Lists.map(f.fields(), Field::type);
        };
    }

    /** The types that {@code type} is directly made of: elements, targets, parameters and results, in order. */
    public static List<Type> parts(Type type) {
        return switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Named _, Type.Text _ -> List.of();
            case Type.InterfaceObject _ -> List.of();
            case Type.Tuple t -> t.elements();
            case Type.Array a -> List.of(a.element());
            case Type.Reference r -> List.of(r.target());
            case Type.Pointer p -> List.of(p.target());
            case Type.Slice s -> List.of(s.element());
            case Type.Option o -> List.of(o.value());
            case Type.Result r -> List.of(r.ok(), r.err());
            case Type.Boxed b -> List.of(b.target());
            case Type.Handle h -> List.of(h.target());
            case Type.Shared s -> List.of(s.target());
            case Type.Vector v -> List.of(v.element());
            case Type.Function f -> parts(f.signature());
            case Type.Closure c -> parts(c.signature());
        };
    }

    /** The types of a signature's parameters and, last, of its result. */
    public static List<Type> parts(Signature signature) {
        List<Type> parts = new ArrayList<>(signature.parameters().size() + 1);
        for (Parameter parameter : signature.parameters()) {
            parts.add(parameter.type());
        }
        parts.add(signature.result());
        return parts;
    }

    /**
     * The part of {@link #parts(Type)} whose bytes lie within a value of {@code type}: not what is behind a reference,
     * a pointer or an owner, nor what a function takes.
     */
    public static List<Type> inlineParts(Type type) {
        return switch (type) {
            case Type.Tuple _, Type.Array _, Type.Option _, Type.Result _ -> parts(type);
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Named _, Type.Text _ -> List.of();
            case Type.InterfaceObject _, Type.Reference _, Type.Pointer _, Type.Slice _, Type.Boxed _ -> List.of();
            case Type.Handle _, Type.Shared _, Type.Vector _, Type.Function _, Type.Closure _ -> List.of();
        };
    }

    /** Every type within {@code type}, itself first, outer before inner and left before right. */
    public static void forEach(Type type, Consumer<Type> action) {
        action.accept(type);
        for (Type part : parts(type)) {
            forEach(part, action);
        }
    }

    /** Whether {@code type} or a type within it is one that is meant. */
    public static boolean contains(Type type, Predicate<Type> isMeant) {
        if (isMeant.test(type)) {
            return true;
        }
        for (Type part : parts(type)) {
            if (contains(part, isMeant)) {
                return true;
            }
        }
        return false;
    }

    /** The declared types whose values lie within a value of {@code type}, by their uses, in order. */
    public static void forEachNamedInline(Type type, Consumer<Type.Named> action) {
        forEachInline(type, part -> {
            if (part instanceof Type.Named named) {
                action.accept(named);
            }
        });
    }

    /** The types whose values lie within a value of {@code type}, itself first, in order. */
    public static void forEachInline(Type type, Consumer<Type> action) {
        action.accept(type);
        for (Type part : inlineParts(type)) {
            forEachInline(part, action);
        }
    }
}
