package org.rdylib.codegen.java.value;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Scope;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Value;

/**
 * The static methods of the memory class: each is written once it has been asked for, so that the class holds what the
 * descriptor needs and nothing else.
 */
final class Helpers {
    /** Writes the body of a helper, given its builder and what it may refer to. */
    interface Body extends BiFunction<MethodSpec.Builder, Env, MethodSpec.Builder> {}

    private record Pending(String name, Value value, Body body) {}

    private final ClassName memory;
    private final Scope names = Scope.of(Set.of());
    private final Map<String, String> known = new HashMap<>();
    private final Deque<Pending> pending = new ArrayDeque<>();

    Helpers(ClassName memory) {
        this.memory = memory;
    }

    /**
     * The name of a helper, as it is called from {@code env}.
     *
     * @param verb what it does with values of the shape
     */
    CodeBlock method(String verb, Value value, Env env, Body body) {
        String name = name(verb, value, body);
        return env.inside() ? CodeBlock.of("$N", name) : CodeBlock.of("$T.$N", memory, name);
    }

    /** A reference to a helper, for what calls it later. */
    CodeBlock reference(String verb, Value value, Body body) {
        return CodeBlock.of("$T::$N", memory, name(verb, value, body));
    }

    private String name(String verb, Value value, Body body) {
        Shape shape = Shape.of(value);
        String name = known.get(verb + shape.key());
        if (name == null) {
            name = names.number(verb + shape.name());
            known.put(verb + shape.key(), name);
            pending.add(new Pending(name, value, body));
        }
        return name;
    }

    /** All methods, by name. */
    List<MethodSpec> methods() {
        List<MethodSpec> methods = new ArrayList<>();
        while (!pending.isEmpty()) {
            Pending next = pending.remove();
            MethodSpec.Builder method = MethodSpec.methodBuilder(next.name()).addModifiers(Modifier.STATIC);
            methods.add(next.body().apply(method, env(next.value())).build());
        }
        methods.sort(Comparator.comparing(MethodSpec::name));
        return methods;
    }

    /** Names for the regions of a helper's parameters, which its body adds. */
    private static Env env(Value value) {
        Scope variables = Scope.of(Set.of(
                "value",
                "at",
                "place",
                "frame",
                "received",
                "fields",
                "making",
                "copies",
                "tag",
                "lasting",
                "target",
                "elements"));
        Map<String, CodeBlock> regions = new HashMap<>();
        for (String lifetime : Shape.of(value).withDylib()) {
            regions.put(lifetime, CodeBlock.of("$N", variables.number(Lifetimes.variable(declared(value, lifetime)))));
        }
        return new Env(
                Map.copyOf(regions),
                CodeBlock.of("place"),
                variables,
                CodeBlock.of("received"),
                CodeBlock.of("making"),
                CodeBlock.of("copies"),
                true);
    }

    /** What a declared type itself calls a lifetime that it is given. */
    private static String declared(Value value, String lifetime) {
        if (value instanceof Value.Composite composite && !lifetime.equals(Lifetimes.DYLIB)) {
            List<String> arguments =
                    composite.arguments().stream().map(Lifetimes::name).toList();
            return Lifetimes.name(composite.declaration().lifetimes().get(arguments.indexOf(lifetime)));
        }
        return lifetime;
    }

    /** The regions of {@code shape} as parameters. */
    static List<ParameterSpec> regions(Shape shape, Env env) {
        return shape.withDylib().stream()
                .map(lifetime -> ParameterSpec.builder(
                                Api.REGION, env.region(lifetime).toString())
                        .build())
                .toList();
    }
}
