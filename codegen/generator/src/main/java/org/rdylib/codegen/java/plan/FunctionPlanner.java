package org.rdylib.codegen.java.plan;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.codegen.java.plan.Plan.Function;
import org.rdylib.codegen.java.plan.Plan.Planned;
import org.rdylib.codegen.java.plan.Resolver.Site;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.layout.Target;

/** Plans functions: what each parameter and result becomes, and which lifetimes matter beyond the call. */
final class FunctionPlanner {
    /**
     * Where a function of the library is declared.
     *
     * @param name the class or interface that it becomes a method of
     * @param nested the names of the types nested in that
     * @param lifetimes those of the interface; they reach what the object holds
     * @param within the class in that which has the method; empty if it is itself
     */
    record Nest(ClassName name, Scope nested, List<String> lifetimes, String within) {
        Nest(ClassName name, Scope nested, List<String> lifetimes) {
            this(name, nested, lifetimes, "");
        }

        /** The same where a class in it has the method. */
        Nest within(String inner) {
            return new Nest(name, nested, lifetimes, inner);
        }
    }

    private final CheckedDescriptor checked;
    private final Target target;

    /** The closure types that were met, each in its own place; an interface's methods are planned both ways. */
    private final IdentityHashMap<Type, Callback> callbacks = new IdentityHashMap<>();

    private final CCalls ofC;

    FunctionPlanner(CheckedDescriptor checked, Target target) {
        this.checked = checked;
        this.target = target;
        this.ofC = CCalls.of(checked.descriptor());
    }

    /** A function of the library that Java calls. */
    Planned downcall(Nest nest, String name, String place, Signature signature, Optional<String> doc) {
        List<Bounds.Outlives> bounds = Bounds.of(checked, signature, nest.lifetimes());
        Frame frame = downcall(nest, Identifiers.type(name), name, place, signature, bounds, nest.lifetimes());
        return function(
                frame, signature, bounds, doc, Position.PARAMETER, Position.RESULT, new Resolver(checked, target));
    }

    /**
     * A frame for a function of the library.
     *
     * @param outer the lifetimes of what is around it that reach something there
     */
    private Frame downcall(
            Nest nest,
            String prefix,
            String method,
            String place,
            Signature signature,
            List<Bounds.Outlives> bounds,
            Collection<String> outer) {
        Set<String> seeds = Storing.ofDowncall(checked, signature);
        seeds.addAll(outer);
        Set<String> after = Storing.afterDowncall(checked, signature);
        after.addAll(outer);
        return new Frame(
                nest,
                prefix,
                method,
                place,
                Bounds.reaching(bounds, after),
                Bounds.reaching(bounds, seeds),
                borrow(signature));
    }

    /** An export, whose caller chooses what nothing decides. */
    Planned exported(Nest nest, String name, String place, Signature signature, Optional<String> doc) {
        Planned planned = downcall(nest, name, place, signature, doc);
        return new Planned(planned.function().choosing(), planned.refused());
    }

    /** The lifetime of the receiver, if that is the call's to choose. */
    private static Optional<String> borrow(Signature signature) {
        return Lifetimes.ofReceiver(signature)
                .filter(lifetime ->
                        signature.lifetimes().stream().map(Lifetimes::name).anyMatch(lifetime::equals));
    }

    /** A function of the host that the library calls. */
    Planned imported(Nest nest, String name, String place, Signature signature, Optional<String> doc) {
        return upcall(
                nest,
                Identifiers.type(name),
                name,
                place,
                signature,
                Set.of(),
                Set.of(),
                doc,
                new Resolver(checked, target));
    }

    /** Whether Java can answer so without a place to write to, and with zero where it fails. */
    private boolean isRegister(Type type) {
        return switch (type) {
            case Type.Scalar _, Type.Unit _, Type.Pointer _ -> true;
            case Type.Option(Type.Handle _, var _) -> true;
            case Type.Named n ->
                checked.type(n.name()) instanceof TypeDeclaration.Enum e
                        && !e.hasPayload()
                        && e.variants().stream().anyMatch(v -> v.discriminant().signum() == 0);
            case Type _ -> false;
        };
    }

    /**
     * A method of an interface that the library calls where Java implements it.
     *
     * @param called as Java calls it where the library does
     */
    Planned implemented(Nest nest, Planned called) {
        Function method = called.function();
        Resolver resolver = new Resolver(checked, target);
        Function function = upcall(
                        nest,
                        Identifiers.type(method.name()),
                        method.name(),
                        method.place(),
                        method.signature(),
                        new HashSet<>(nest.lifetimes()),
                        method.reaching(),
                        Optional.empty(),
                        resolver)
                .function();
        refuseUnlike(function, called, resolver);
        return new Planned(function, resolver.refused());
    }

    /**
     * Refuses one of Java's that would be given a view where it is given a copy if it is the library's, or leave one: both
     * are of one Java type.
     *
     * @param called as Java calls it where it is the library's
     */
    private static void refuseUnlike(Function function, Planned called, Resolver resolver) {
        boolean isRefused =
                function.arguments().stream().anyMatch(given -> Shape.isRefused(given.value(), function.left()));
        boolean leavesMore = !called.function().reaching().containsAll(function.left()) && !isRefused;
        boolean isGivenMore = resolver.refused().isEmpty()
                && called.refused().isEmpty()
                && !Views.areSame(function, called.function());
        if (leavesMore || isGivenMore) {
            resolver.refuse(function.signature().at(), Lack.CALLBACK_OF_CALLER);
        }
    }

    /**
     * A function around closures.
     *
     * @param prefix of the names of their types
     * @param method what it is called
     * @param reaching the lifetimes that reach a result or a stored place
     * @param keeping the same, and those for which the callee may put other places where some are lent
     * @param borrow the receiver's lifetime
     */
    private record Frame(
            Nest nest,
            String prefix,
            String method,
            String place,
            Set<String> reaching,
            Set<String> keeping,
            Optional<String> borrow) {
        Frame(Nest nest, String prefix, String method, String place, Set<String> reaching, Optional<String> borrow) {
            this(nest, prefix, method, place, reaching, reaching, borrow);
        }

        Site site(Position position, Resolver.Closing callback) {
            return new Site(position, reaching, keeping, callback);
        }
    }

    /**
     * A closure type in a field of a declared type, whose lifetimes are all that a value of it has.
     *
     * @param nest the class that is made of the declared type
     * @param name of the closure type, if it is free
     * @param place the field, for messages: {@code Parcel.step}
     */
    Callback inField(Nest nest, String name, String place, boolean owned, Type type) {
        Set<String> reaching = new HashSet<>(nest.lifetimes());
        reaching.add(Lifetimes.DYLIB);
        Frame frame = new Frame(nest, name, "call", place, reaching, Optional.empty());
        return callback(frame, "", name, place, owned, type);
    }

    /**
     * A closure type in a signature.
     *
     * @param argument the parameter that it stands in; empty for the result
     */
    private Callback callback(Frame frame, String argument, boolean owned, Type type) {
        String place = frame.place() + (argument.isEmpty() ? "()" : "(" + argument + ")");
        String kind = switch (type) {
            case Type.Function _ -> "Function";
            case Type.Closure closure when closure.kind() == ClosureKind.FUTURE -> "Future";
            case Type _ -> "Closure";
        };
        String preferred = frame.prefix() + (argument.isEmpty() ? kind : Identifiers.type(argument));
        return callback(frame, argument, preferred, place, owned, type);
    }

    private Callback callback(Frame frame, String argument, String preferred, String place, boolean owned, Type type) {
        Callback known = callbacks.get(type);
        if (known != null) {
            return known;
        }
        boolean isFunction = type instanceof Type.Function;
        Type.Closure closure = Callback.closure(type);
        ClassName name = frame.nest().name().nestedClass(frame.nest().nested().claim(preferred));
        Set<String> own = new HashSet<>();
        closure.signature().lifetimes().forEach(lifetime -> own.add(Lifetimes.name(lifetime)));
        Set<String> outer = new HashSet<>(frame.reaching());
        outer.removeAll(own);
        Resolver resolver = new Resolver(checked, target);
        Set<String> seeds = Storing.ofDowncall(checked, closure.signature());
        frame.borrow().filter(outer::contains).ifPresent(borrow -> {
            boolean answers = Lifetimes.in(closure.signature().result()).contains(borrow);
            if (answers || (argument.isEmpty() && seeds.contains(borrow))) {
                // Java's own cannot know how long the library borrows them; of the library's it is the call that
                // borrows.
                resolver.refuse(closure.at(), Lack.RESULT_OF_BORROW);
            } else if (!seeds.contains(borrow)) {
                outer.remove(borrow);
            }
        });
        List<Bounds.Outlives> bounds = Bounds.of(checked, closure.signature(), List.of());
        Frame inner = downcall(frame.nest(), name.simpleName(), "call", place, closure.signature(), bounds, outer);
        Planned up = upcall(
                frame.nest(),
                name.simpleName(),
                "call",
                place,
                closure.signature(),
                outer,
                inner.reaching(),
                Optional.empty(),
                resolver);
        Function implemented = isFunction ? Leaving.withOuter(up.function(), outer) : up.function();
        Planned down = function(
                inner,
                closure.signature(),
                bounds,
                Optional.empty(),
                Position.PARAMETER,
                Position.RESULT,
                new Resolver(checked, target));
        refuseUnlike(implemented, down, resolver);
        // What Java cannot answer with, the library may.
        Function whole = up.refused().isEmpty() ? up.function() : down.function();
        List<Value> values = Stream.concat(whole.arguments().stream().map(Argument::value), Stream.of(whole.result()))
                .toList();
        boolean passesOn = frame.borrow().filter(borrow -> !outer.contains(borrow)).stream()
                .anyMatch(borrow -> values.stream().flatMap(Shape::captured).anyMatch(borrow::equals));
        if (passesOn) {
            resolver.refuse(closure.at(), Lack.CALLBACK_OF_CALLER);
        }
        Stream<String> held = values.stream()
                .flatMap(value -> Stream.concat(Shape.of(value).withDylib().stream(), Shape.captured(value)));
        Stream<String> kept = down.function().arguments().stream().flatMap(passed -> passed.kept().stream());
        List<String> captured =
                Stream.concat(held, kept).distinct().filter(outer::contains).toList();
        Callback callback = new Callback(
                name,
                frame.method().equals("call") ? "" : frame.nest().within() + "#" + frame.method(),
                argument,
                place,
                closure.kind(),
                new Planned(implemented, resolver.refused()),
                down,
                owned,
                captured,
                ofC.call(closure),
                ofC.isDropped(closure),
                isFunction);
        callbacks.put(type, callback);
        return callback;
    }

    /**
     * A function of Java that the library calls.
     *
     * @param outer the lifetimes of what is around it that reach something there
     * @param called those that reach something where Java calls such a function: it is given views for these, too, since both
     *     are of one Java type
     */
    private Planned upcall(
            Nest nest,
            String prefix,
            String name,
            String place,
            Signature signature,
            Set<String> outer,
            Set<String> called,
            Optional<String> doc,
            Resolver resolver) {
        if (signature.convention() == Convention.C && !isRegister(signature.result())) {
            resolver.refuse(signature.result().at(), Lack.RESULT_FOR_C);
        }
        List<Bounds.Outlives> bounds = Bounds.of(checked, signature, nest.lifetimes());
        Set<String> stored = Storing.ofUpcall(checked, signature);
        Optional<String> borrow = borrow(signature);
        Set<String> futures = Lifetimes.ofFuturesAlone(signature.result());
        Set<String> seeds = new HashSet<>(stored);
        if (signature.receiver().isEmpty()) {
            // What a future of Java's is made of is not the library's. Java calls methods, too, and has to keep it
            // there.
            seeds.removeAll(futures);
        }
        seeds.addAll(outer);
        seeds.addAll(called);
        Frame frame = new Frame(nest, prefix, name, place, Bounds.reaching(bounds, seeds), borrow);
        Function function = function(
                        frame, signature, bounds, doc, Position.CALLBACK_PARAMETER, Position.CALLBACK_RESULT, resolver)
                .function();
        // What is given for a future's lifetime may end before Java has heard of it: a future may be forgotten.
        function.arguments()
                .forEach(
                        argument -> futures.removeAll(Shape.of(argument.value()).lifetimes()));
        Set<String> left = Leaving.lifetimes(signature, bounds, stored, futures, borrow);
        if (Leaving.goesOn(function.result(), left, checked)) {
            resolver.refuse(signature.at(), Lack.CALLBACK_OF_BORROW);
        }
        return new Planned(function.leaving(left), resolver.refused());
    }

    private Planned function(
            Frame frame,
            Signature signature,
            List<Bounds.Outlives> bounds,
            Optional<String> doc,
            Position parameter,
            Position result,
            Resolver resolver) {
        List<String> names = Names.parameters(signature.parameters());
        List<Argument> arguments = new ArrayList<>();
        Set<String> plain = Bounds.reaching(bounds, Storing.plainly(checked, signature));
        for (int i = 0; i < names.size(); i++) {
            String argument = names.get(i);
            Site site = frame.site(parameter, (type, owned) -> callback(frame, argument, owned, type));
            Type type = signature.parameters().get(i).type();
            Value value = resolver.of(type, site);
            arguments.add(new Argument(argument, value, within(type, value, frame.reaching(), plain)));
        }
        Site site = frame.site(result, (type, owned) -> callback(frame, "", owned, type));
        boolean isCalledByJava = parameter == Position.PARAMETER;
        Keeping keeping = Keeping.of(signature, bounds, frame.reaching(), arguments);
        Function function = new Function(
                frame.method(),
                frame.place(),
                signature,
                isCalledByJava ? keeping.of(arguments) : List.copyOf(arguments),
                resolver.of(signature.result(), site),
                Set.copyOf(frame.reaching()),
                Set.of(),
                bounds,
                List.of(),
                isCalledByJava ? keeping.ofReceiver(signature) : Optional.empty(),
                doc);
        return new Planned(function, resolver.refused());
    }

    /** @param plain the lifetimes for which plain data may be left */
    private LentWithin within(Type type, Value value, Set<String> reaching, Set<String> plain) {
        Value inner = value instanceof Value.Option option ? option.value() : value;
        return inner instanceof Value.LentObject || inner instanceof Value.Called || inner instanceof Value.Opaque
                ? LentWithin.NOTHING
                : LentWithin.of(References.in(type, checked), reaching, plain);
    }
}
