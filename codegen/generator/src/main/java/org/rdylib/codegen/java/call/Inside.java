package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Argument;
import org.rdylib.codegen.java.plan.Bounds;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Ownership;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Scope;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Value;

/** What the code inside a callback may refer to, and the statements that make its variables. */
record Inside(Env env, CodeBlock variables) {

    /**
     * Those of a function.
     *
     * @param captured the regions of lifetimes that the function does not declare itself
     */
    static Inside of(Plan.Function function, UpcallBody.Native shape, Map<String, CodeBlock> captured) {
        Map<String, CodeBlock> regions = new HashMap<>();
        mentioned(function).forEach(lifetime -> regions.put(lifetime, CodeBlock.of("region")));
        regions.putAll(captured);
        CodeBlock dylib = CodeBlock.of("");
        if (captured.containsKey(Lifetimes.DYLIB) && readsLaterOfDylib(function)) {
            String variable = shape.variables().number("dylib");
            dylib = CodeBlock.builder()
                    .addStatement("$T $N = $L", Api.REGION, variable, captured.get(Lifetimes.DYLIB))
                    .build();
            regions.put(Lifetimes.DYLIB, CodeBlock.of("$N", variable));
        }
        // The library drops the future within them; what it is made of is Java's.
        Set<String> futures =
                new HashSet<>(Lifetimes.ofFuturesAlone(function.signature().result()));
        futures.removeAll(captured.keySet());
        futures.removeAll(function.left());
        futures.forEach(lifetime -> regions.put(lifetime, CodeBlock.of("$T.forever()", Api.REGION)));
        CodeBlock chosen = chosen(function, shape.variables(), regions, captured);
        Set<String> known = new HashSet<>(captured.keySet());
        known.addAll(futures);
        known.addAll(function.left());
        Env env = new Env(
                Map.copyOf(regions),
                CodeBlock.of(""),
                shape.variables(),
                receives(function) ? CodeBlock.of("$N", shape.variables().number("received")) : CodeBlock.of(""),
                CodeBlock.of("upcall.making()"),
                CodeBlock.of("$N", shape.variables().number("copies")),
                false);
        boolean needsRegion = !regions.keySet().equals(known)
                || function.arguments().stream().map(Argument::value).anyMatch(value -> isLent(value, known));
        // Variables of their own, since what reads the elements of a list is a lambda.
        CodeBlock region = needsRegion
                ? CodeBlock.builder()
                        .addStatement("$T region = upcall.region()", Api.REGION)
                        .build()
                : CodeBlock.of("");
        CodeBlock copies = grows(function)
                ? CodeBlock.builder()
                        .addStatement("$T $L = upcall.library().copies()", Api.COPIES, env.copies())
                        .build()
                : CodeBlock.of("");
        return new Inside(
                env,
                CodeBlock.builder()
                        .add(region)
                        .add(dylib)
                        .add(chosen)
                        .add(copies)
                        .build());
    }

    /**
     * The regions of the lifetimes for which Java may leave something with its caller, each apart from the others, but for
     * those that are one. The statements that make them begin with the longest.
     *
     * @param regions the expression for each lifetime's region, to which these are added
     */
    private static CodeBlock chosen(
            Plan.Function function, Scope variables, Map<String, CodeBlock> regions, Map<String, CodeBlock> captured) {
        CodeBlock.Builder statements = CodeBlock.builder();
        Map<String, CodeBlock> made = new HashMap<>();
        List<String> open = new ArrayList<>(
                function.mentioned().stream().filter(function.left()::contains).toList());
        while (!open.isEmpty()) {
            // One that is outlived by none of the others but such as it outlives itself, and is the same as.
            String longest = open.stream()
                    .filter(lifetime -> open.stream()
                            .filter(other -> outlives(function, other, lifetime))
                            .allMatch(other -> outlives(function, lifetime, other)))
                    .findFirst()
                    .orElseThrow();
            List<String> same = open.stream()
                    .filter(other -> outlives(function, other, longest))
                    .toList();
            List<CodeBlock> longer = Stream.concat(made.keySet().stream(), captured.keySet().stream())
                    .filter(other -> !other.equals(Lifetimes.DYLIB) && outlives(function, other, longest))
                    .sorted()
                    .map(other -> made.getOrDefault(other, captured.getOrDefault(other, CodeBlock.of(""))))
                    .toList();
            String variable = variables.number(Lifetimes.variable(longest));
            statements.addStatement(
                    "$T $N = upcall.chosen($S$L)",
                    Api.REGION,
                    variable,
                    longest,
                    longer.stream().map(region -> CodeBlock.of(",$W$L", region)).collect(CodeBlock.joining("")));
            same.forEach(lifetime -> made.put(lifetime, CodeBlock.of("$N", variable)));
            open.removeAll(same);
        }
        regions.putAll(made);
        return statements.build();
    }

    private static boolean outlives(Plan.Function function, String longer, String shorter) {
        return Bounds.reaching(function.bounds(), Set.of(shorter)).contains(longer);
    }

    /** Whether Java may read what belongs to the library out of what it is passed. */
    private static boolean readsLaterOfDylib(Plan.Function function) {
        return function.arguments().stream()
                .map(Argument::value)
                .flatMap(value -> Stream.concat(future(value), Shape.parts(value).stream()))
                .anyMatch(part -> Shape.of(part).withDylib().contains(Lifetimes.DYLIB));
    }

    /** Its result is read when it has one. */
    private static Stream<Value> future(Value value) {
        return Stream.of(value)
                .filter(v -> v instanceof Value.BoxedClosure c && c.callback().isFuture());
    }

    private static boolean grows(Plan.Function function) {
        return Stream.concat(function.arguments().stream().map(Argument::value), Stream.of(function.result()))
                .anyMatch(Shape::grows);
    }

    /** Whether Java is given objects that it has to drop. */
    static boolean receives(Plan.Function function) {
        return function.arguments().stream().anyMatch(argument -> Ownership.of(argument.value()) == Ownership.OBJECTS);
    }

    /** Whether a value is an object or a closure that is good until the callback returns, or has one in it. */
    private static boolean isLent(Value value, Set<String> known) {
        boolean isCode = value instanceof Value.LentObject || value instanceof Value.Called;
        return isCode
                ? value.kept().map(Lifetimes::name).filter(known::contains).isEmpty()
                : Shape.parts(value).stream().anyMatch(part -> isLent(part, known));
    }

    private static List<String> mentioned(Plan.Function function) {
        return Stream.concat(function.arguments().stream().map(Argument::value), Stream.of(function.result()))
                .flatMap(value -> Shape.of(value).lifetimes().stream())
                .distinct()
                .toList();
    }
}
