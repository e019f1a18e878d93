package org.rdylib.spec.canonical;

import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/** Copies types and signatures with other places or lifetimes. */
abstract class TypeRewriter {

    abstract Place place(Place at);

    abstract Lifetime lifetime(Lifetime lifetime);

    abstract LifetimeParameter parameter(LifetimeParameter parameter);

    List<LifetimeParameter> parameters(List<LifetimeParameter> parameters) {
        return parameters.stream().map(this::parameter).toList();
    }

    Signature signature(Signature s) {
        List<LifetimeParameter> lifetimes = parameters(s.lifetimes());
        Optional<Receiver> receiver =
                s.receiver().map(r -> new Receiver(r.kind(), lifetime(r.lifetime()), place(r.at())));
        List<Parameter> parameters = s.parameters().stream()
                .map(p -> new Parameter(p.name(), type(p.type()), place(p.at())))
                .toList();
        List<Outlives> where = s.where().stream()
                .map(w -> new Outlives(lifetime(w.longer()), lifetime(w.shorter()), place(w.at())))
                .toList();
        return new Signature(
                lifetimes, receiver, parameters, type(s.result()), where, s.convention(), s.isUnsafe(), place(s.at()));
    }

    Type type(Type type) {
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
            case Type.Handle t -> new Type.Handle(named(t.target()), at);
            case Type.Shared t -> new Type.Shared(type(t.target()), at);
            case Type.Pointer t -> new Type.Pointer(t.mutability(), type(t.target()), at);
            case Type.Reference t -> new Type.Reference(lifetime(t.lifetime()), t.mutability(), type(t.target()), at);
            case Type.Named t -> named(t);
            case Type.InterfaceObject t ->
                new Type.InterfaceObject(t.name(), lifetimes(t.arguments()), t.bounds(), lifetime(t.bound()), at);
            case Type.Function t -> new Type.Function(signature(t.signature()), lifetime(t.bound()), at);
            case Type.Closure t ->
                new Type.Closure(t.kind(), signature(t.signature()), t.bounds(), lifetime(t.bound()), at);
        };
    }

    private Type.Named named(Type.Named t) {
        return new Type.Named(t.name(), lifetimes(t.arguments()), place(t.at()));
    }

    List<Type> types(List<Type> types) {
        return types.stream().map(this::type).toList();
    }

    private List<Lifetime> lifetimes(List<Lifetime> lifetimes) {
        return lifetimes.stream().map(this::lifetime).toList();
    }
}
