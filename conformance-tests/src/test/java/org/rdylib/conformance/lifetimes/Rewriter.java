package org.rdylib.conformance.lifetimes;

import java.util.List;
import org.rdylib.spec.Field;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/** Rebuilds a term and asks for each lifetime that is written in it, declarations excepted, what to write instead. */
abstract class Rewriter {

    /** What to write for {@code lifetime}; asked in the order of the text. */
    abstract Lifetime lifetime(Lifetime lifetime);

    Type type(Type type) {
        return switch (type) {
            case Type.Scalar t -> t;
            case Type.Unit t -> t;
            case Type.Str t -> t;
            case Type.CStr t -> t;
            case Type.Text t -> t;
            case Type.Tuple t -> new Type.Tuple(types(t.elements()), t.at());
            case Type.Array t -> new Type.Array(type(t.element()), t.length(), t.at());
            case Type.Reference t -> {
                Lifetime l = lifetime(t.lifetime());
                yield new Type.Reference(l, t.mutability(), type(t.target()), t.at());
            }
            case Type.Pointer t -> new Type.Pointer(t.mutability(), type(t.target()), t.at());
            case Type.Slice t -> new Type.Slice(type(t.element()), t.at());
            case Type.Named t -> new Type.Named(t.name(), lifetimes(t.arguments()), t.at());
            case Type.Option t -> new Type.Option(type(t.value()), t.at());
            case Type.Result t -> {
                Type ok = type(t.ok());
                yield new Type.Result(ok, type(t.err()), t.at());
            }
            case Type.Boxed t -> new Type.Boxed(type(t.target()), t.at());
            case Type.Handle t -> new Type.Handle((Type.Named) type(t.target()), t.at());
            case Type.Shared t -> new Type.Shared(type(t.target()), t.at());
            case Type.Vector t -> new Type.Vector(type(t.element()), t.at());
            case Type.Function t -> {
                Signature s = signature(t.signature());
                yield new Type.Function(s, lifetime(t.bound()), t.at());
            }
            case Type.InterfaceObject t -> {
                List<Lifetime> arguments = lifetimes(t.arguments());
                yield new Type.InterfaceObject(t.name(), arguments, t.bounds(), lifetime(t.bound()), t.at());
            }
            case Type.Closure t -> {
                Signature s = signature(t.signature());
                yield new Type.Closure(t.kind(), s, t.bounds(), lifetime(t.bound()), t.at());
            }
        };
    }

    Signature signature(Signature s) {
        var receiver = s.receiver()
                .map(r -> r.kind() == Receiver.Kind.OWNED ? r : new Receiver(r.kind(), lifetime(r.lifetime()), r.at()));
        List<Parameter> parameters = s.parameters().stream()
                .map(p -> new Parameter(p.name(), type(p.type()), p.at()))
                .toList();
        Type result = type(s.result());
        List<Outlives> where = s.where().stream()
                .map(w -> new Outlives(lifetime(w.longer()), lifetime(w.shorter()), w.at()))
                .toList();
        return new Signature(s.lifetimes(), receiver, parameters, result, where, s.convention(), s.isUnsafe(), s.at());
    }

    TypeDeclaration declaration(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct d -> d.withFields(fields(d.fields()));
            case TypeDeclaration.Opaque d -> d;
            case TypeDeclaration.Enum d ->
                d.withVariants(d.variants().stream()
                        .map(v -> v.withPayload(payload(v.payload())))
                        .toList());
        };
    }

    private Payload payload(Payload payload) {
        return switch (payload) {
            case Payload.None p -> p;
            case Payload.Positional p -> new Payload.Positional(types(p.types()));
            case Payload.Fields p -> new Payload.Fields(fields(p.fields()));
        };
    }

    private List<Field> fields(List<Field> fields) {
        return fields.stream().map(f -> f.withType(type(f.type()))).toList();
    }

    private List<Type> types(List<Type> types) {
        return types.stream().map(this::type).toList();
    }

    private List<Lifetime> lifetimes(List<Lifetime> lifetimes) {
        return lifetimes.stream().map(this::lifetime).toList();
    }
}
