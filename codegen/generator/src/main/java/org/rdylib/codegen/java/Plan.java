package org.rdylib.codegen.java;

import com.palantir.javapoet.ClassName;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Signature;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.CheckedDescriptor;

/**
 * What is to be generated for a descriptor: its names settled, its types resolved, nothing in it refused. The rules
 * turn it into source and decide nothing themselves.
 *
 * @param imports empty where the library imports nothing
 */
record Plan(
        CheckedDescriptor checked,
        Sizes sizes,
        Names names,
        List<Struct> structs,
        List<PlainEnum> plainEnums,
        List<Union> unions,
        List<Interface> interfaces,
        List<Export> exports,
        List<Function> imports) {

    /** What {@code struct} or {@code union} makes of the declared type of a composite value. */
    <R> R declared(
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
        };
    }

    /**
     * A component of a record: a field, at its offset.
     *
     * @param field what the descriptor calls it
     */
    record Component(String name, String field, Value value, long offset, Optional<String> doc) {}

    /** A struct: a record. */
    record Struct(ClassName name, TypeDeclaration.Struct declaration, List<Component> components) {}

    /** A constant of a Java enum. */
    record Constant(String name, BigInteger discriminant, Optional<String> doc) {}

    /** An enum without payloads: a Java enum. */
    record PlainEnum(ClassName name, TypeDeclaration.Enum declaration, List<Constant> constants) {}

    /**
     * A variant of an enum with payloads: a record nested in the enum's interface.
     *
     * @param variant what the descriptor calls it
     */
    record Alternative(
            ClassName name,
            String variant,
            BigInteger discriminant,
            List<Component> components,
            Optional<String> doc) {}

    /** An enum with payloads: a sealed interface. */
    record Union(ClassName name, TypeDeclaration.Enum declaration, List<Alternative> alternatives) {}

    /** An interface and the class that implements it for objects of the library. */
    record Interface(
            ClassName name, ClassName object, List<String> lifetimes, List<Function> methods, Optional<String> doc) {}

    /** An export, and the symbol that it is called by. */
    record Export(String symbol, Function function) {}

    /** A closure type: a functional interface, nested where it is used. */
    record Callback(ClassName name, ClosureKind kind, Function function) {}

    /** A parameter. */
    record Argument(String name, Value value) {}

    /**
     * A function in either direction.
     *
     * @param name the method's name in Java
     * @param reaching the lifetimes that reach a result or a stored place
     * @param bounds what must hold between lifetimes before a call
     */
    record Function(
            String name,
            Signature signature,
            List<Argument> arguments,
            Value result,
            Set<String> reaching,
            List<Bounds.Outlives> bounds,
            Optional<String> doc) {

        /** The closures among its parameters. */
        List<Callback> callbacks() {
            return arguments.stream()
                    .map(Argument::value)
                    .flatMap(value ->
                            value instanceof Value.Called called ? Stream.of(called.callback()) : Stream.empty())
                    .toList();
        }
    }
}
