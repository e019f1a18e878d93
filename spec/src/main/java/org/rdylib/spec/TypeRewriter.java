package org.rdylib.spec;

import java.util.List;
import java.util.Optional;
import org.rdylib.spec.internal.Lists;

/**
 * Copies types and signatures with other places, lifetimes or names, which it asks for in the order of the text. What a
 * subclass does not override stays as it is. Lifetimes are not told apart by the binders that declare them.
 */
public abstract class TypeRewriter {

    /** For subclasses. */
    protected TypeRewriter() {}

    /** What becomes of a place. */
    protected Place place(Place at) {
        return at;
    }

    /** What becomes of a lifetime where it is used. */
    protected Lifetime lifetime(Lifetime lifetime) {
        return lifetime;
    }

    /** What becomes of a lifetime where it is declared. */
    protected LifetimeParameter parameter(LifetimeParameter parameter) {
        return parameter;
    }

    /** What becomes of the name of a declared type or interface where it is used. */
    protected String name(String name, Place at) {
        return name;
    }

    /** The declarations of lifetimes, rewritten. */
    public final List<LifetimeParameter> parameters(List<LifetimeParameter> parameters) {
        return Lists.map(parameters, this::parameter);
    }

    /** The signature, rewritten; so those of function and closure types. */
    public Signature signature(Signature s) {
        List<LifetimeParameter> lifetimes = parameters(s.lifetimes());
        Optional<Receiver> receiver = s.receiver()
                .map(r -> new Receiver(
                        r.kind(),
                        r.kind() == Receiver.Kind.OWNED ? r.lifetime() : lifetime(r.lifetime()),
                        place(r.at())));
        List<Parameter> parameters =
                Lists.map(s.parameters(), p -> new Parameter(p.name(), type(p.type()), place(p.at())));
        Type result = type(s.result());
        List<Outlives> where =
                Lists.map(s.where(), w -> new Outlives(lifetime(w.longer()), lifetime(w.shorter()), place(w.at())));
        return new Signature(
                lifetimes,
                receiver,
                parameters,
                result,
                where,
                s.convention(),
                s.isUnsafe(),
                s.isAsync(),
                place(s.at()));
    }

    /** The type, rewritten. */
    public Type type(Type type) {
        Place at = place(type.at());
        return switch (type) {
            case Type.Scalar t -> new Type.Scalar(t.kind(), at);
            case Type.Unit _ -> new Type.Unit(at);
            case Type.Str _ -> new Type.Str(at);
            case Type.CStr _ -> new Type.CStr(at);
            case Type.Text _ -> new Type.Text(at);
            case Type.Tuple t -> new Type.Tuple(types(t.elements()), at);
            case Type.Array t -> new Type.Array(type(t.element()), t.length(), at);
            case Type.Slice t -> new Type.Slice(type(t.element()), at);
            case Type.Vector t -> new Type.Vector(type(t.element()), at);
            case Type.Option t -> new Type.Option(type(t.value()), at);
            case Type.Result t -> new Type.Result(type(t.ok()), type(t.err()), at);
            case Type.Boxed t -> new Type.Boxed(type(t.target()), at);
            case Type.Handle t ->
                new Type.Handle(named(t.target(), place(t.target().at())), at);
            case Type.Shared t -> new Type.Shared(type(t.target()), at);
            case Type.Pointer t -> new Type.Pointer(t.mutability(), type(t.target()), at);
            case Type.Reference t -> new Type.Reference(lifetime(t.lifetime()), t.mutability(), type(t.target()), at);
            case Type.Named t -> named(t, at);
            case Type.InterfaceObject t ->
                new Type.InterfaceObject(
                        name(t.name(), t.at()), lifetimes(t.arguments()), t.bounds(), lifetime(t.bound()), at);
            case Type.Function t -> new Type.Function(signature(t.signature()), lifetime(t.bound()), at);
            case Type.Closure t ->
                new Type.Closure(t.kind(), signature(t.signature()), t.bounds(), lifetime(t.bound()), at);
        };
    }

    private Type.Named named(Type.Named t, Place at) {
        return new Type.Named(name(t.name(), t.at()), lifetimes(t.arguments()), at);
    }

    /** The types, rewritten. */
    public final List<Type> types(List<Type> types) {
        return Lists.map(types, this::type);
    }

    /** The declaration with the types of its fields and payloads rewritten; its head and places are the same. */
    public final TypeDeclaration declaration(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct s -> s.withFields(fields(s.fields()));
            case TypeDeclaration.Enum e ->
                e.withVariants(e.variants().stream()
                        .map(v -> v.withPayload(payload(v.payload())))
                        .toList());
            case TypeDeclaration.Opaque o ->
                o.withCovariant(o.covariant().stream().map(this::covariant).toList());
        };
    }

    private Lifetime.Named covariant(Lifetime.Named lifetime) {
        return lifetime(lifetime) instanceof Lifetime.Named rewritten ? rewritten : lifetime;
    }

    /** The interface with the signatures of its methods rewritten; its head and places are the same. */
    public final InterfaceDeclaration declaration(InterfaceDeclaration declaration) {
        return declaration.withMethods(declaration.methods().stream()
                .map(m -> m.withSignature(signature(m.signature())))
                .toList());
    }

    private Payload payload(Payload payload) {
        return switch (payload) {
            case Payload.None none -> none;
            case Payload.Positional p -> new Payload.Positional(types(p.types()));
            case Payload.Fields f -> new Payload.Fields(fields(f.fields()));
        };
    }

    private List<Field> fields(List<Field> fields) {
        return Lists.map(fields, f -> f.withType(type(f.type())));
    }

    private List<Lifetime> lifetimes(List<Lifetime> lifetimes) {
        return Lists.map(lifetimes, this::lifetime);
    }
}
