package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rdylib.codegen.java.Plan.Argument;
import org.rdylib.codegen.java.Resolver.Position;
import org.rdylib.codegen.java.Resolver.Site;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/** Plans functions: what each parameter and result becomes, and which lifetimes matter beyond the call. */
final class FunctionPlanner {
    /**
     * Where a function of the library is declared.
     *
     * @param name the class or interface that it becomes a method of
     * @param nested the names of the types nested in that
     * @param lifetimes those of the interface; they reach what the object holds
     */
    record Nest(ClassName name, Scope nested, List<String> lifetimes) {}

    private final CheckedDescriptor checked;
    private final Resolver resolver;

    FunctionPlanner(CheckedDescriptor checked, Resolver resolver) {
        this.checked = checked;
        this.resolver = resolver;
    }

    /** A function of the library that Java calls. */
    Plan.Function downcall(Nest nest, String name, String place, Signature signature, Optional<String> doc) {
        List<Bounds.Outlives> bounds = Bounds.of(checked, signature, nest.lifetimes());
        Set<String> seeds = stored(signature);
        seeds.addAll(nest.lifetimes());
        Set<String> reaching = Bounds.reaching(bounds, seeds);
        Optional<String> borrow = signature
                .receiver()
                .filter(receiver -> receiver.kind() != Receiver.Kind.OWNED)
                .map(receiver -> Lifetimes.name(receiver.lifetime()));
        return function(
                name,
                place,
                signature,
                reaching,
                bounds,
                doc,
                argument -> new Site(Position.PARAMETER, reaching, closure -> {
                    String preferred = Identifiers.type(name) + Identifiers.type(argument);
                    return callback(
                            nest.name().nestedClass(nest.nested().claim(preferred)),
                            name,
                            argument,
                            place + "(" + argument + ")",
                            closure,
                            reaching,
                            borrow);
                }),
                new Site(Position.RESULT, reaching, FunctionPlanner::unexpected));
    }

    /** A function of the host that the library calls. */
    Plan.Function imported(String name, String place, Signature signature, Optional<String> doc) {
        if (signature.convention() == Convention.C) {
            resolver.refuse(signature.at(), "an `extern \"C\"` import");
        }
        return upcall(name, place, signature, Set.of(), doc);
    }

    private Plan.Callback callback(
            ClassName name,
            String method,
            String parameter,
            String place,
            Type.Closure closure,
            Set<String> reaching,
            Optional<String> borrow) {
        Set<String> own = new HashSet<>();
        closure.signature().lifetimes().forEach(lifetime -> own.add(Lifetimes.name(lifetime)));
        Set<String> outer = new HashSet<>(reaching);
        outer.removeAll(own);
        borrow.filter(outer::remove)
                .filter(Lifetimes.in(closure.signature().result())::contains)
                .ifPresent(_ -> resolver.refuse(
                        closure.at(), "a closure whose result lives as long as the borrow of the object"));
        Plan.Function function = upcall("call", place, closure.signature(), outer, Optional.empty());
        List<String> captured = Stream.concat(
                        function.arguments().stream().map(Argument::value), Stream.of(function.result()))
                .flatMap(value -> Shape.of(value).withDylib().stream())
                .distinct()
                .filter(outer::contains)
                .toList();
        return new Plan.Callback(name, method, parameter, place, closure.kind(), function, captured);
    }

    /**
     * A function of Java that the library calls.
     *
     * @param outer the lifetimes of the signature around it that reach something there
     */
    private Plan.Function upcall(
            String name, String place, Signature signature, Set<String> outer, Optional<String> doc) {
        List<Bounds.Outlives> bounds = Bounds.of(checked, signature, List.of());
        Set<String> seeds = stored(signature);
        signature.lifetimes().stream()
                .map(Lifetimes::name)
                .filter(seeds::contains)
                .findFirst()
                .ifPresent(_ -> resolver.refuse(
                        signature.at(),
                        "a callback that gives back what borrows for a lifetime of the caller's choice"));
        seeds.addAll(outer);
        Set<String> reaching = Bounds.reaching(bounds, seeds);
        return function(
                name,
                place,
                signature,
                reaching,
                bounds,
                doc,
                _ -> new Site(Position.CALLBACK_PARAMETER, reaching, FunctionPlanner::unexpected),
                new Site(Position.CALLBACK_RESULT, reaching, FunctionPlanner::unexpected));
    }

    private Plan.Function function(
            String name,
            String place,
            Signature signature,
            Set<String> reaching,
            List<Bounds.Outlives> bounds,
            Optional<String> doc,
            Function<String, Site> parameter,
            Site result) {
        List<String> names = Names.parameters(signature.parameters(), FunctionPlanner::unnamed);
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Type type = signature.parameters().get(i).type();
            arguments.add(new Argument(names.get(i), resolver.of(type, parameter.apply(names.get(i)))));
        }
        return new Plan.Function(
                name,
                place,
                signature,
                List.copyOf(arguments),
                resolver.of(signature.result(), result),
                Set.copyOf(reaching),
                bounds,
                doc);
    }

    private static Plan.Callback unexpected(Type.Closure closure) {
        throw new IllegalStateException(closure.at() + ": a closure here is refused");
    }

    /** The lifetimes for which a call may leave something behind: in its result, or where it may write. */
    private static Set<String> stored(Signature signature) {
        Set<String> stored = new HashSet<>(Set.of(Lifetimes.DYLIB));
        stored.addAll(Lifetimes.in(signature.result()));
        signature.parameters().forEach(parameter -> store(parameter.type(), Set.of(), stored));
        return stored;
    }

    /** Adds the lifetimes of what a callee can write to, or ask its caller for. */
    private static void store(Type type, Set<String> bound, Set<String> stored) {
        Set<String> inner = new HashSet<>(bound);
        if (type instanceof Type.Closure closure) {
            closure.signature().lifetimes().stream().map(Lifetimes::name).forEach(inner::add);
            storeAll(closure.signature().result(), inner, stored);
        } else if (type instanceof Type.Reference reference
                && reference.mutability() == Mutability.EXCLUSIVE
                && !(reference.target() instanceof Type.Closure)
                && !(reference.target() instanceof Type.InterfaceObject)) {
            storeAll(reference.target(), inner, stored);
        } else if (type instanceof Type.InterfaceObject object) {
            // Its methods may keep what is passed for them, even those that take it shared.
            object.arguments().stream()
                    .map(Lifetimes::name)
                    .filter(name -> !inner.contains(name))
                    .forEach(stored::add);
        }
        Types.parts(type).forEach(part -> store(part, inner, stored));
    }

    private static void storeAll(Type type, Set<String> bound, Set<String> stored) {
        Lifetimes.in(type).stream().filter(name -> !bound.contains(name)).forEach(stored::add);
    }

    private static String unnamed(Parameter parameter) {
        Type type = parameter.type() instanceof Type.Reference reference ? reference.target() : parameter.type();
        return switch (type) {
            case Type.Named named -> Identifiers.member(named.name());
            case Type.Str _, Type.CStr _ -> "text";
            case Type.Slice _ -> "items";
            case Type _ -> "value";
        };
    }
}
