package org.rdylib.spec;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

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

    /** The types of all fields of a declaration, those of its variants included, in order. */
    public static List<Type> fieldTypes(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct s ->
                s.fields().stream().map(Field::type).toList();
            case TypeDeclaration.Enum e ->
                e.variants().stream().flatMap(v -> payloadTypes(v.payload())).toList();
            case TypeDeclaration.Opaque _ -> List.of();
        };
    }

    /** The types that a variant carries, in order. */
    public static Stream<Type> payloadTypes(Payload payload) {
        return switch (payload) {
            case Payload.None _ -> Stream.empty();
            case Payload.Positional p -> p.types().stream();
            case Payload.Fields f -> f.fields().stream().map(Field::type);
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
        List<Type> parts = new ArrayList<>();
        signature.parameters().forEach(p -> parts.add(p.type()));
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
        Deque<Type> open = new ArrayDeque<>();
        open.push(type);
        while (!open.isEmpty()) {
            Type next = open.pop();
            action.accept(next);
            inlineParts(next).reversed().forEach(open::push);
        }
    }
}
