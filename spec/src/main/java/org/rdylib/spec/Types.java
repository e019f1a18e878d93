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
        List<Lifetime> lifetimes = new ArrayList<>();
        forEachLifetime(type, lifetimes::add);
        return lifetimes;
    }

    /** Each of {@link #lifetimes}. */
    public static void forEachLifetime(Type type, Consumer<? super Lifetime> action) {
        switch (type) {
            case Type.Reference r -> action.accept(r.lifetime());
            case Type.Named n -> Lists.forEach(n.arguments(), action);
            case Type.InterfaceObject o -> {
                Lists.forEach(o.arguments(), action);
                action.accept(o.bound());
            }
            case Type.Function f -> action.accept(f.bound());
            case Type.Closure c -> action.accept(c.bound());
            case Type.Scalar _, Type.Unit _, Type.Tuple _, Type.Array _, Type.Pointer _, Type.Slice _ -> {}
            case Type.Str _, Type.CStr _, Type.Option _, Type.Result _, Type.Boxed _, Type.Shared _ -> {}
            case Type.Handle _, Type.Vector _, Type.Text _ -> {}
        }
    }

    /** All signatures of a descriptor but those within types: of its exports, its imports and its interfaces' methods. */
    public static List<Signature> signatures(Descriptor descriptor) {
        List<Signature> all = new ArrayList<>();
        for (Export export : descriptor.exports()) {
            all.add(export.signature());
        }
        for (Import imported : descriptor.imports()) {
            all.add(imported.signature());
        }
        for (InterfaceDeclaration declaration : descriptor.interfaces()) {
            for (Method method : declaration.methods()) {
                all.add(method.signature());
            }
        }
        return all;
    }

    /** The types of all fields of a declaration, those of its variants included, in order. */
    public static List<Type> fieldTypes(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct s -> Lists.map(s.fields(), Field::type);
            case TypeDeclaration.Enum _, TypeDeclaration.Opaque _ -> {
                List<Type> types = new ArrayList<>();
                forEachField(declaration, types::add);
                yield List.copyOf(types);
            }
        };
    }

    /** Each of {@link #fieldTypes}. */
    public static void forEachField(TypeDeclaration declaration, Consumer<? super Type> action) {
        switch (declaration) {
            case TypeDeclaration.Struct s -> Lists.forEach(s.fields(), f -> action.accept(f.type()));
            case TypeDeclaration.Enum e ->
                Lists.forEach(e.variants(), v -> Lists.forEach(payloadTypes(v.payload()), action));
            case TypeDeclaration.Opaque _ -> {}
        }
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
        List<Type> parts = new ArrayList<>();
        forEachPart(type, parts::add);
        return parts;
    }

    /** Each of {@link #parts(Type)}. */
    public static void forEachPart(Type type, Consumer<? super Type> action) {
        switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Named _, Type.Text _ -> {}
            case Type.InterfaceObject _ -> {}
            case Type.Tuple t -> Lists.forEach(t.elements(), action);
            case Type.Array a -> action.accept(a.element());
            case Type.Reference r -> action.accept(r.target());
            case Type.Pointer p -> action.accept(p.target());
            case Type.Slice s -> action.accept(s.element());
            case Type.Option o -> action.accept(o.value());
            case Type.Result r -> {
                action.accept(r.ok());
                action.accept(r.err());
            }
            case Type.Boxed b -> action.accept(b.target());
            case Type.Handle h -> action.accept(h.target());
            case Type.Shared s -> action.accept(s.target());
            case Type.Vector v -> action.accept(v.element());
            case Type.Function f -> forEachPart(f.signature(), action);
            case Type.Closure c -> forEachPart(c.signature(), action);
        }
    }

    /** The types of a signature's parameters and, last, of its result. */
    public static List<Type> parts(Signature signature) {
        List<Type> parts = new ArrayList<>(signature.parameters().size() + 1);
        forEachPart(signature, parts::add);
        return parts;
    }

    /** Each of {@link #parts(Signature)}. */
    public static void forEachPart(Signature signature, Consumer<? super Type> action) {
        for (int i = 0; i < signature.parameters().size(); i++) {
            action.accept(signature.parameters().get(i).type());
        }
        action.accept(signature.result());
    }

    /**
     * The part of {@link #parts(Type)} whose bytes lie within a value of {@code type}: not what is behind a reference,
     * a pointer or an owner, nor what a function takes.
     */
    public static List<Type> inlineParts(Type type) {
        return hasInlineParts(type) ? parts(type) : List.of();
    }

    private static boolean hasInlineParts(Type type) {
        return switch (type) {
            case Type.Tuple _, Type.Array _, Type.Option _, Type.Result _ -> true;
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Named _, Type.Text _ -> false;
            case Type.InterfaceObject _, Type.Reference _, Type.Pointer _, Type.Slice _, Type.Boxed _ -> false;
            case Type.Handle _, Type.Shared _, Type.Vector _, Type.Function _, Type.Closure _ -> false;
        };
    }

    /** Every type within {@code type}, itself first, outer before inner and left before right. */
    public static void forEach(Type type, Consumer<? super Type> action) {
        new Walk(action).accept(type);
    }

    /** Gives each type on, and goes into it: one object for a whole expression, since there are so many of them. */
    private record Walk(Consumer<? super Type> action) implements Consumer<Type> {

        @Override
        public void accept(Type type) {
            action.accept(type);
            forEachPart(type, this);
        }
    }

    /** Whether {@code type} or a type within it is one that is meant. */
    public static boolean contains(Type type, Predicate<Type> isMeant) {
        Search search = new Search(isMeant);
        search.accept(type);
        return search.isFound;
    }

    /** Goes through a type until what is meant is found. */
    private static final class Search implements Consumer<Type> {

        private final Predicate<Type> isMeant;
        private boolean isFound;

        private Search(Predicate<Type> isMeant) {
            this.isMeant = isMeant;
        }

        @Override
        public void accept(Type type) {
            isFound = isFound || isMeant.test(type);
            if (!isFound) {
                forEachPart(type, this);
            }
        }
    }

    /** The declared types whose values lie within a value of {@code type}, by their uses, in order. */
    public static void forEachNamedInline(Type type, Consumer<? super Type.Named> action) {
        forEachInline(type, part -> {
            if (part instanceof Type.Named named) {
                action.accept(named);
            }
        });
    }

    /** The types whose values lie within a value of {@code type}, itself first, in order. */
    public static void forEachInline(Type type, Consumer<? super Type> action) {
        new InlineWalk(action).accept(type);
    }

    /** As {@link Walk}, within the bytes of a value. */
    private record InlineWalk(Consumer<? super Type> action) implements Consumer<Type> {

        @Override
        public void accept(Type type) {
            action.accept(type);
            if (hasInlineParts(type)) {
                forEachPart(type, this);
            }
        }
    }
}
