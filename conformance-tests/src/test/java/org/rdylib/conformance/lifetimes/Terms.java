package org.rdylib.conformance.lifetimes;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Field;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/** Short constructors of terms that stand in no file. */
final class Terms {

    static final Place NOWHERE = Place.startOf("generated");
    static final Lifetime STATIC = new Lifetime.Static(NOWHERE);
    static final Lifetime DYLIB = new Lifetime.Dylib(NOWHERE);
    static final Type U8 = new Type.Scalar(ScalarKind.U8, NOWHERE);
    static final Type STR = new Type.Str(NOWHERE);
    static final Type UNIT = new Type.Unit(NOWHERE);

    private Terms() {}

    static Lifetime lifetime(String name) {
        return new Lifetime.Named(name, NOWHERE);
    }

    static Type shared(Lifetime lifetime, Type target) {
        return new Type.Reference(lifetime, Mutability.SHARED, target, NOWHERE);
    }

    static Type exclusive(Lifetime lifetime, Type target) {
        return new Type.Reference(lifetime, Mutability.EXCLUSIVE, target, NOWHERE);
    }

    static Type named(String name, Lifetime... arguments) {
        return new Type.Named(name, List.of(arguments), NOWHERE);
    }

    static Type object(String name, List<Lifetime> arguments, Lifetime bound) {
        return new Type.InterfaceObject(name, arguments, Set.of(), bound, NOWHERE);
    }

    static Type function(List<String> bound, List<Type> parameters, Type result, Lifetime code) {
        return new Type.Function(anonymous(bound, parameters, result), code, NOWHERE);
    }

    static Signature anonymous(List<String> bound, List<Type> parameters, Type result) {
        return new Signature(
                lifetimes(bound),
                Optional.empty(),
                parameters.stream().map(t -> new Parameter("", t, NOWHERE)).toList(),
                result,
                List.of(),
                Convention.CHECKED,
                false,
                NOWHERE);
    }

    static Signature signature(
            List<String> lifetimes,
            Optional<Receiver> receiver,
            List<Type> parameters,
            Type result,
            List<Outlives> where) {
        return new Signature(
                lifetimes(lifetimes),
                receiver,
                IntStream.range(0, parameters.size())
                        .mapToObj(i -> new Parameter("x" + i, parameters.get(i), NOWHERE))
                        .toList(),
                result,
                where,
                Convention.CHECKED,
                false,
                NOWHERE);
    }

    static Outlives outlives(Lifetime longer, Lifetime shorter) {
        return new Outlives(longer, shorter, NOWHERE);
    }

    static List<LifetimeParameter> lifetimes(List<String> names) {
        return names.stream().map(n -> new LifetimeParameter(n, NOWHERE)).toList();
    }

    static TypeDeclaration struct(String name, List<String> lifetimes, Type... fields) {
        return new TypeDeclaration.Struct(
                name,
                lifetimes(lifetimes),
                IntStream.range(0, fields.length)
                        .mapToObj(i -> new Field("f" + i, fields[i], Optional.empty(), NOWHERE))
                        .toList(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                NOWHERE);
    }
}
