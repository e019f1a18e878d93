package org.rdylib.spec;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Whether two parts of descriptors are written alike: word for word the same, wherever they stand and whatever their
 * documentation.
 *
 * <p>What is alike means the same. The reverse does not hold: names of lifetimes and parameters and the order of clauses
 * and declarations count here, though little or nothing depends on them. Every component has its place in a pattern, so
 * that this does not compile once there is one that it knows nothing of.
 */
public final class Alike {

    private Alike() {}

    /** Whether two descriptors are. */
    public static boolean descriptors(Descriptor one, Descriptor other) {
        return switch (one) {
            case Descriptor(
                    var library,
                    var version,
                    var _,
                    var types,
                    var interfaces,
                    var exports,
                    var imports,
                    Unloading(var threads, var shutdown, var _),
                    var _) ->
                library.equals(other.library())
                        && version.equals(other.version())
                        && threads == other.onUnload().threads()
                        && shutdown.equals(other.onUnload().shutdown())
                        && all(types, other.types(), Alike::declarations)
                        && all(interfaces, other.interfaces(), Alike::interfaces)
                        && all(exports, other.exports(), Alike::exports)
                        && all(imports, other.imports(), Alike::imports);
        };
    }

    /** Whether two declared types are. */
    public static boolean declarations(TypeDeclaration one, TypeDeclaration other) {
        return switch (one) {
            case TypeDeclaration.Struct(
                    var name,
                    var lifetimes,
                    var fields,
                    var packed,
                    var align,
                    var evolution,
                    var claims,
                    var _,
                    var _) ->
                other instanceof TypeDeclaration.Struct o
                        && name.equals(o.name())
                        && parameters(lifetimes, o.lifetimes())
                        && all(fields, o.fields(), Alike::fields)
                        && packed.equals(o.packed())
                        && align.equals(o.align())
                        && evolution == o.evolution()
                        && all(claims, o.claims(), Alike::claims);
            case TypeDeclaration.Enum(
                    var name,
                    var lifetimes,
                    var repr,
                    var variants,
                    var evolution,
                    var storage,
                    var claims,
                    var _,
                    var _) ->
                other instanceof TypeDeclaration.Enum o
                        && name.equals(o.name())
                        && parameters(lifetimes, o.lifetimes())
                        && repr == o.repr()
                        && all(variants, o.variants(), Alike::variants)
                        && evolution == o.evolution()
                        && storage.equals(o.storage())
                        && all(claims, o.claims(), Alike::claims);
            case TypeDeclaration.Opaque(var name, var lifetimes, var covariant, var claims, var drop, var _, var _) ->
                other instanceof TypeDeclaration.Opaque o
                        && name.equals(o.name())
                        && parameters(lifetimes, o.lifetimes())
                        && all(covariant, o.covariant(), Alike::lifetimes)
                        && all(claims, o.claims(), Alike::claims)
                        && drop.equals(o.drop());
        };
    }

    /** Whether two interfaces are. */
    public static boolean interfaces(InterfaceDeclaration one, InterfaceDeclaration other) {
        return switch (one) {
            case InterfaceDeclaration(var name, var lifetimes, var methods, var _, var _) ->
                name.equals(other.name())
                        && parameters(lifetimes, other.lifetimes())
                        && all(methods, other.methods(), Alike::methods);
        };
    }

    /** Whether two signatures are. */
    public static boolean signatures(Signature one, Signature other) {
        return switch (one) {
            case Signature(
                    var lifetimes,
                    var receiver,
                    var parameters,
                    var result,
                    var where,
                    var convention,
                    var isUnsafe,
                    var isAsync,
                    var _) ->
                convention == other.convention()
                        && isUnsafe == other.isUnsafe()
                        && isAsync == other.isAsync()
                        && parameters(lifetimes, other.lifetimes())
                        && both(receiver, other.receiver(), Alike::receivers)
                        && all(parameters, other.parameters(), Alike::parameters)
                        && types(result, other.result())
                        && all(where, other.where(), Alike::clauses);
        };
    }

    /** Whether two types are. */
    public static boolean types(Type one, Type other) {
        return switch (one) {
            case Type.Reference(var lifetime, var mutability, var target, var _) ->
                other instanceof Type.Reference o
                        && mutability == o.mutability()
                        && lifetimes(lifetime, o.lifetime())
                        && types(target, o.target());
            case Type.Named(var name, var arguments, var _) ->
                other instanceof Type.Named o
                        && name.equals(o.name())
                        && all(arguments, o.arguments(), Alike::lifetimes);
            case Type.Scalar(var kind, var _) -> other instanceof Type.Scalar o && kind == o.kind();
            case Type.Str(var _) -> other instanceof Type.Str;
            case Type.Option(var value, var _) -> other instanceof Type.Option o && types(value, o.value());
            case Type.Unit(var _) -> other instanceof Type.Unit;
            case Type.CStr(var _) -> other instanceof Type.CStr;
            case Type.Text(var _) -> other instanceof Type.Text;
            case Type.Slice(var element, var _) -> other instanceof Type.Slice o && types(element, o.element());
            case Type.Vector(var element, var _) -> other instanceof Type.Vector o && types(element, o.element());
            case Type.Boxed(var target, var _) -> other instanceof Type.Boxed o && types(target, o.target());
            case Type.Handle(var target, var _) -> other instanceof Type.Handle o && types(target, o.target());
            case Type.Shared(var target, var _) -> other instanceof Type.Shared o && types(target, o.target());
            case Type.Tuple(var elements, var _) ->
                other instanceof Type.Tuple o && all(elements, o.elements(), Alike::types);
            case Type.Array(var element, var length, var _) ->
                other instanceof Type.Array o && length == o.length() && types(element, o.element());
            case Type.Pointer(var mutability, var target, var _) ->
                other instanceof Type.Pointer o && mutability == o.mutability() && types(target, o.target());
            case Type.Result(var ok, var err, var _) ->
                other instanceof Type.Result o && types(ok, o.ok()) && types(err, o.err());
            case Type.Function(var signature, var bound, var _) ->
                other instanceof Type.Function o && signatures(signature, o.signature()) && lifetimes(bound, o.bound());
            case Type.InterfaceObject(var name, var arguments, var bounds, var bound, var _) ->
                other instanceof Type.InterfaceObject o
                        && name.equals(o.name())
                        && all(arguments, o.arguments(), Alike::lifetimes)
                        && bounds(bounds, o.bounds())
                        && lifetimes(bound, o.bound());
            case Type.Closure(var kind, var signature, var bounds, var bound, var _) ->
                other instanceof Type.Closure o
                        && kind == o.kind()
                        && signatures(signature, o.signature())
                        && bounds(bounds, o.bounds())
                        && lifetimes(bound, o.bound());
        };
    }

    private static boolean lifetimes(Lifetime one, Lifetime other) {
        return switch (one) {
            case Lifetime.Named(var name, var _) -> other instanceof Lifetime.Named o && name.equals(o.name());
            case Lifetime.Static(var _) -> other instanceof Lifetime.Static;
            case Lifetime.Dylib(var _) -> other instanceof Lifetime.Dylib;
            case Lifetime.Elided(var _) -> other instanceof Lifetime.Elided;
            case Lifetime.Omitted(var _) -> other instanceof Lifetime.Omitted;
        };
    }

    private static boolean bounds(Set<Bound> one, Set<Bound> other) {
        return one.size() == other.size() && (one.isEmpty() || one.equals(other));
    }

    /** Whether two lists of declared lifetimes are. */
    public static boolean parameters(List<LifetimeParameter> one, List<LifetimeParameter> other) {
        return all(one, other, (a, b) -> switch (a) {
            case LifetimeParameter(var name, var _) -> name.equals(b.name());
        });
    }

    private static boolean parameters(Parameter one, Parameter other) {
        return switch (one) {
            case Parameter(var name, var type, var _) -> name.equals(other.name()) && types(type, other.type());
        };
    }

    private static boolean receivers(Receiver one, Receiver other) {
        return switch (one) {
            case Receiver(var kind, var lifetime, var _) ->
                kind == other.kind() && lifetimes(lifetime, other.lifetime());
        };
    }

    private static boolean clauses(Outlives one, Outlives other) {
        return switch (one) {
            case Outlives(var longer, var shorter, var _) ->
                lifetimes(longer, other.longer()) && lifetimes(shorter, other.shorter());
        };
    }

    private static boolean fields(Field one, Field other) {
        return switch (one) {
            case Field(var name, var type, var defaultValue, var _, var _) ->
                name.equals(other.name())
                        && types(type, other.type())
                        && both(defaultValue, other.defaultValue(), Alike::defaults);
        };
    }

    private static boolean defaults(DefaultValue one, DefaultValue other) {
        return switch (one) {
            case DefaultValue(var text, var _) -> text.equals(other.text());
        };
    }

    private static boolean variants(Variant one, Variant other) {
        return switch (one) {
            case Variant(var name, var discriminant, var payload, var _, var _) ->
                name.equals(other.name())
                        && discriminant.equals(other.discriminant())
                        && payloads(payload, other.payload());
        };
    }

    private static boolean payloads(Payload one, Payload other) {
        return switch (one) {
            case Payload.None() -> other instanceof Payload.None;
            case Payload.Positional(var types) ->
                other instanceof Payload.Positional o && all(types, o.types(), Alike::types);
            case Payload.Fields(var fields) ->
                other instanceof Payload.Fields o && all(fields, o.fields(), Alike::fields);
        };
    }

    private static boolean claims(Claim one, Claim other) {
        return switch (one) {
            case Claim(var bound, var _) -> bound == other.bound();
        };
    }

    private static boolean methods(Method one, Method other) {
        return switch (one) {
            case Method(var name, var signature, var isOptional, var _, var _) ->
                name.equals(other.name())
                        && isOptional == other.isOptional()
                        && signatures(signature, other.signature());
        };
    }

    private static boolean exports(Export one, Export other) {
        return switch (one) {
            case Export(var name, var signature, var symbol, var c, var isOptional, var isLeaf, var _, var _) ->
                name.equals(other.name())
                        && symbol.equals(other.symbol())
                        && isOptional == other.isOptional()
                        && isLeaf == other.isLeaf()
                        && both(c, other.c(), Alike::entries)
                        && signatures(signature, other.signature());
        };
    }

    private static boolean imports(Import one, Import other) {
        return switch (one) {
            case Import(var name, var signature, var isOptional, var _, var _) ->
                name.equals(other.name())
                        && isOptional == other.isOptional()
                        && signatures(signature, other.signature());
        };
    }

    private static boolean entries(CEntry one, CEntry other) {
        return switch (one) {
            case CEntry(var arguments, var ok, var calls, var _) ->
                ok.equals(other.ok())
                        && all(arguments, other.arguments(), Alike::arguments)
                        && all(calls, other.calls(), Alike::calls);
        };
    }

    private static boolean calls(CCall one, CCall other) {
        return switch (one) {
            case CCall(var closure, var arguments, var failed, var isKeptIfOk, var _) ->
                closure.equals(other.closure())
                        && all(arguments, other.arguments(), Alike::arguments)
                        && failed.equals(other.failed())
                        && isKeptIfOk == other.isKeptIfOk();
        };
    }

    /** The text of an argument is how the language writes it. */
    private static boolean arguments(CArgument one, CArgument other) {
        return one.toString().equals(other.toString());
    }

    private static <T> boolean both(Optional<T> one, Optional<T> other, BiPredicate<T, T> alike) {
        return one.isPresent() == other.isPresent() && (one.isEmpty() || alike.test(one.get(), other.get()));
    }

    private static <T> boolean all(List<? extends T> one, List<? extends T> other, BiPredicate<T, T> alike) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!alike.test(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }
}
