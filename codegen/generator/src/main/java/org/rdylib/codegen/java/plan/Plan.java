package org.rdylib.codegen.java.plan;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Receiver;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Types;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * What is to be generated for a descriptor: its names settled, its types resolved, nothing in it refused. The rules
 * turn it into source and decide nothing themselves.
 *
 * @param imports empty where the library imports nothing
 */
public record Plan(
        CheckedDescriptor checked,
        Sizes sizes,
        Growing growing,
        Names names,
        List<Struct> structs,
        List<PlainEnum> plainEnums,
        List<Union> unions,
        List<Opaque> opaques,
        List<Interface> interfaces,
        List<Export> exports,
        List<Import> imports,
        Uses uses) {

    /** A function, and the uses of types in it that cannot be generated: if there are any, it must not be. */
    public record Planned(Function function, List<Diagnostic> refused) {}

    /** What is made of an opaque type. */
    public Opaque opaque(String name) {
        return opaques.stream()
                .filter(o -> o.declaration().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What is made of the interface of an object. */
    public Interface declared(Type.InterfaceObject object) {
        return interfaces.stream()
                .filter(i -> i.declared().equals(object.name()))
                .findFirst()
                .orElseThrow();
    }

    /** Whether opaque values are dropped with a value. */
    public boolean ownsOpaque(Value value) {
        return References.in(value.type(), checked).ownOpaque();
    }

    /** Whether objects, closures or opaque values are dropped with a value. */
    public boolean ownsInPlace(Value value) {
        return References.in(value.type(), checked).own();
    }

    /** Whether objects of an interface are passed to the library. */
    public boolean isPassed(Interface declared) {
        return uses.given().contains(declared.declared());
    }

    /** Whether Java can implement an interface for the library, and objects of it are passed. */
    public boolean isImplemented(Interface declared) {
        return isPassed(declared)
                && declared.entries().stream().allMatch(entry -> entry.refused().isEmpty());
    }

    /** All closure types, those of exports first. */
    public List<Callback> callbacks() {
        return uses.callbacks();
    }

    /** Whether the library calls functions of Java that cannot say that they have failed, in whatever call. */
    public boolean isCalledByC() {
        return callbacks().stream().anyMatch(callback -> callback.c().isPresent())
                || implemented().anyMatch(Function::isPlain)
                || imports().stream().anyMatch(imported -> imported.function().isPlain());
    }

    /** Whether the library is lent something that it may keep after the call. */
    public boolean isKept() {
        return uses.isKept();
    }

    /** The closure types that are nested in a class. Futures have none: Java has one type for all of them. */
    public List<Callback> callbacks(ClassName outer) {
        return callbacks().stream()
                .filter(callback -> !callback.isFuture())
                .filter(callback -> outer.equals(callback.name().enclosingClassName()))
                .toList();
    }

    /** What those are called: an import of that name is hidden from whoever implements the interface. */
    public String[] nestedIn(ClassName outer) {
        return callbacks(outer).stream()
                .map(callback -> callback.name().simpleName())
                .toArray(String[]::new);
    }

    /** Whether the library calls closures of that type. */
    public boolean isGiven(Callback callback) {
        return uses.givenClosures().contains(callback.name());
    }

    /** Whether Java calls closures of that type. */
    public boolean isTaken(Callback callback) {
        return uses.takenClosures().contains(callback.name());
    }

    /** The names of the methods of the library's interface. */
    public Set<String> methods() {
        Set<String> names = new HashSet<>(Identifiers.OF_OBJECT);
        names.addAll(Names.OF_LIBRARY);
        exports.forEach(export -> names.addAll(List.of(export.function().name(), export.presence())));
        return names;
    }

    /** The functions of Java that the library calls, but for its imports. */
    public Stream<Function> implemented() {
        return Stream.concat(
                callbacks().stream().filter(this::isGiven).map(Callback::function),
                interfaces.stream()
                        .filter(this::isImplemented)
                        .flatMap(declared -> declared.entries().stream())
                        .map(Planned::function));
    }

    /** What {@code struct} or {@code union} makes of the declared type of a composite value. */
    public <R> R declared(
            Value.Composite value,
            java.util.function.Function<Struct, R> struct,
            java.util.function.Function<Union, R> union) {
        String name = value.declaration().name();
        return switch (value.declaration()) {
            case TypeDeclaration.Struct _ ->
                struct.apply(structs.stream()
                        .filter(s -> s.declaration().name().equals(name))
                        .findFirst()
                        .orElseThrow());
            case TypeDeclaration.Enum _ ->
                union.apply(unions.stream()
                        .filter(u -> u.declaration().name().equals(name))
                        .findFirst()
                        .orElseThrow());
            case TypeDeclaration.Opaque o ->
                throw new IllegalArgumentException(o.at() + ": an opaque type has no fields");
        };
    }

    /**
     * A component of a record: a field, at its offset.
     *
     * @param field what the descriptor calls it
     */
    public record Component(String name, String field, Value value, long offset, Optional<String> doc) {}

    /** A struct: a record. */
    public record Struct(ClassName name, TypeDeclaration.Struct declaration, List<Component> components) {}

    /** A constant of a Java enum. */
    public record Constant(String name, BigInteger discriminant, Optional<String> doc) {}

    /** An enum without payloads: a Java enum, in a sealed interface if it may grow. */
    public record PlainEnum(ClassName name, TypeDeclaration.Enum declaration, List<Constant> constants) {}

    /**
     * A variant of an enum with payloads: a record nested in the enum's interface.
     *
     * @param variant what the descriptor calls it
     */
    public record Alternative(
            ClassName name,
            String variant,
            BigInteger discriminant,
            List<Component> components,
            Optional<String> doc) {}

    /**
     * An enum with payloads: a sealed interface.
     *
     * @param unknown the record for variants that a newer library may have
     */
    public record Union(
            ClassName name,
            TypeDeclaration.Enum declaration,
            List<Alternative> alternatives,
            Optional<ClassName> unknown) {}

    /** An opaque type: a class of its own. */
    public record Opaque(ClassName name, TypeDeclaration.Opaque declaration) {

        /** The names of the fields that hold the regions of its lifetimes. */
        public List<String> regions() {
            return Scope.regions(declaration.lifetimes().stream().map(Lifetimes::name));
        }
    }

    /**
     * An interface and the class that implements it for objects of the library.
     *
     * @param declared what the descriptor calls it
     * @param lifetimes its lifetime parameters
     * @param methods as Java calls them
     * @param entries as the library calls them where Java implements them
     * @param presence for each method the name of that which tells whether it is there; empty if it always is
     */
    public record Interface(
            ClassName name,
            ClassName object,
            String declared,
            List<String> lifetimes,
            List<Function> methods,
            List<Planned> entries,
            List<String> presence,
            Optional<String> doc) {

        /** The field of {@link #object} that has the places of the methods before the first that may be missing. */
        public static final String METHODS = "METHODS";

        /** Whether there are methods that may be missing. */
        public boolean isPartial() {
            return required() < methods.size();
        }

        /** How many methods there are before the first that may be missing. */
        public int required() {
            return (int) presence.stream().takeWhile(String::isEmpty).count();
        }

        /** The names of the fields that hold the regions of its lifetimes. */
        public List<String> regions() {
            return Scope.regions(lifetimes.stream());
        }

        /** The method of {@link #object} that tells the region for the lifetime parameter {@code index}. */
        public String regionMethod(int index) {
            return regions().get(index) + "Of";
        }
    }

    /**
     * An export.
     *
     * @param symbol that it is called by
     * @param presence the name of the method that tells whether it is there; empty if it always is
     * @param leaf whether it neither blocks nor calls back
     * @param c how a C function that is already there takes its arguments, where that is not the usual way
     */
    public record Export(
            String name, String symbol, Function function, String presence, boolean leaf, Optional<CEntry> c) {

        /** The same where it may block and call back after all. */
        public Export withoutLeaf() {
            return new Export(name, symbol, function, presence, false, c);
        }
    }

    /** An import. */
    public record Import(String name, Function function) {}

    /**
     * A function in either direction.
     *
     * @param name the method's name in Java
     * @param place what the descriptor calls it, for messages: {@code Events.next}
     * @param reaching the lifetimes that reach a result or a stored place
     * @param left of one of Java's, those of its own for which it may leave something with its caller
     * @param bounds what must hold between lifetimes before a call
     * @param chosen the lifetimes that its caller chooses
     * @param kept the lifetime of the receiver, if the object stays lent for it when the call is over
     */
    public record Function(
            String name,
            String place,
            Signature signature,
            List<Argument> arguments,
            Value result,
            Set<String> reaching,
            Set<String> left,
            List<Bounds.Outlives> bounds,
            List<Chosen> chosen,
            Optional<String> kept,
            Optional<String> doc) {

        /** The same where its caller chooses the regions of the lifetimes that nothing decides which is passed. */
        Function choosing() {
            return new Function(
                    name, place, signature, arguments, result, reaching, left, bounds, Chosen.of(this), kept, doc);
        }

        /** The same where all that its caller could choose is {@code 'dylib}. */
        public Function settled() {
            return new Function(
                    name, place, signature, arguments, result, reaching, left, bounds, List.of(), kept, doc);
        }

        /** The same of one of Java's, which may leave something for these lifetimes. */
        Function leaving(Set<String> lifetimes) {
            return new Function(
                    name, place, signature, arguments, result, reaching, lifetimes, bounds, chosen, kept, doc);
        }

        /** The same in a body, with {@link Argument#opened} arguments. */
        public Function opened(Scope variables) {
            List<Argument> opened = arguments.stream()
                    .map(argument -> argument.opened(variables))
                    .toList();
            return new Function(name, place, signature, opened, result, reaching, left, bounds, chosen, kept, doc);
        }

        /** The lifetimes that it is generic over. */
        public List<String> lifetimes() {
            return signature.lifetimes().stream().map(Lifetimes::name).toList();
        }

        /** Those, and the lifetimes of what is around it that its types mention. */
        public List<String> mentioned() {
            return Stream.concat(
                            lifetimes().stream(),
                            Types.parts(signature).stream().flatMap(type -> Lifetimes.in(type).stream()))
                    .distinct()
                    .toList();
        }

        /** The lifetime of the receiver, if it reaches the result and ends with the next use of the object. */
        public Optional<String> borrow() {
            return receiver().filter(reaching::contains).filter(_ -> kept.isEmpty());
        }

        /** Whether it is called as C calls its functions, and answers no failure. */
        public boolean isPlain() {
            return signature.convention() == Convention.C;
        }

        /** Whether it consumes the object that it is called on. */
        public boolean isConsuming() {
            return signature
                    .receiver()
                    .map(receiver -> receiver.kind() == Receiver.Kind.OWNED)
                    .orElse(false);
        }

        /** A field of the class around it, which a parameter may hide. */
        public CodeBlock field(String field) {
            boolean hidden = Stream.concat(
                            arguments.stream().map(Argument::name),
                            chosen.stream().map(Chosen::parameter))
                    .anyMatch(field::equals);
            return CodeBlock.of(hidden ? "this.$N" : "$N", field);
        }

        /** The lifetime of the receiver, if it is borrowed. */
        public Optional<String> receiver() {
            return Lifetimes.ofReceiver(signature);
        }
    }
}
