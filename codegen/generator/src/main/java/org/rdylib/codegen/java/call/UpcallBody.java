package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Argument;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Scope;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.At;
import org.rdylib.codegen.java.value.Freeing;
import org.rdylib.codegen.java.value.Marshalling;
import org.rdylib.codegen.java.value.Nulls;

/** The body of a method that the library calls: what was passed is read, Java is called, its answer is written. */
public final class UpcallBody {

    /**
     * A function as the library calls it.
     *
     * @param carriers of its parameters, in order, {@code out} included
     * @param parameters the same as parameters of the method
     * @param words the names of the parameters that each argument is passed in
     * @param variables the names in use in the method
     */
    public record Native(
            List<Carrier> carriers, List<ParameterSpec> parameters, List<List<String>> words, Scope variables) {}

    private final JavaTypes types;
    private final Carriers carriers;
    private final Marshalling marshalling;
    private final CallbackPlaces places;

    public UpcallBody(Plan plan, Marshalling marshalling) {
        this.types = new JavaTypes(plan.names());
        this.carriers = new Carriers(plan.sizes().layouts());
        this.marshalling = marshalling;
        this.places = new CallbackPlaces(plan, marshalling);
    }

    /** The native parameters of a function, after those called {@code before}. */
    public Native shape(Plan.Function function, List<String> before) {
        Set<String> taken = new HashSet<>(before);
        taken.addAll(Set.of("upcall", "region", "thrown", "out"));
        Scope variables = Scope.of(taken);
        List<Carrier> all = new ArrayList<>();
        List<ParameterSpec> parameters = new ArrayList<>();
        List<List<String>> words = new ArrayList<>();
        for (Argument argument : function.arguments()) {
            List<String> names = new ArrayList<>();
            for (Carrier carrier : carriers.of(argument.value())) {
                String name = variables.number(argument.name() + (names.isEmpty() ? "" : "Length"));
                names.add(name);
                all.add(carrier);
                parameters.add(ParameterSpec.builder(carrier.type(), name).build());
            }
            words.add(List.copyOf(names));
        }
        if (!(function.result() instanceof Value.Unit || function.isPlain())) {
            all.add(Carrier.LONG);
            parameters.add(ParameterSpec.builder(Carrier.LONG.type(), "out").build());
        }
        return new Native(List.copyOf(all), List.copyOf(parameters), List.copyOf(words), variables);
    }

    /** The function type of an entry that is passed data first, as an expression. */
    CodeBlock descriptor(Plan.Function function) {
        List<Carrier> parameters = new ArrayList<>(List.of(Carrier.LONG));
        parameters.addAll(shape(function, List.of("data")).carriers());
        return Carriers.descriptor(results(function), parameters);
    }

    /** What the library is answered: a failure or null, or the result itself. */
    public List<Carrier> results(Plan.Function function) {
        return function.isPlain() ? carriers.ofResult(function.result()) : List.of(Carrier.LONG);
    }

    /**
     * The whole body.
     *
     * @param enter the expression that begins the callback
     * @param target statements that find what is to be called
     * @param receiver the expression for it
     * @param captured the regions of lifetimes that the function does not declare itself
     */
    public CodeBlock body(
            Plan.Function function,
            Native shape,
            CodeBlock enter,
            CodeBlock target,
            CodeBlock receiver,
            Map<String, CodeBlock> captured) {
        return body(function, shape, enter, target, captured, env -> call(function, shape, receiver, env));
    }

    /**
     * The same where Java is called otherwise.
     *
     * @param call makes the statements that read what was passed, call Java, and write its answer
     */
    public CodeBlock body(
            Plan.Function function,
            Native shape,
            CodeBlock enter,
            CodeBlock target,
            Map<String, CodeBlock> captured,
            Function<Env, CodeBlock> call) {
        Inside inside = Inside.of(function, shape, captured);
        Env env = inside.env();
        boolean receives = Inside.receives(function);
        CodeBlock.Builder body = CodeBlock.builder().addStatement("$T upcall = null", Api.UPCALL);
        if (receives) {
            body.addStatement("$1T $2L = $1T.given()", Api.RECEIVING, env.received());
        }
        return body.beginControlFlow("try")
                .addStatement("upcall = $L", enter)
                .add(target)
                .add(
                        receives
                                ? CodeBlock.builder()
                                        .addStatement("$L.by(upcall)", env.received())
                                        .build()
                                : CodeBlock.of(""))
                .add(inside.variables())
                .add(call.apply(env))
                .addStatement("return upcall.leave()")
                .nextControlFlow("catch ($T thrown)", Throwable.class)
                .beginControlFlow("if (upcall == null)")
                .addStatement("return $T.EXHAUSTED", Api.UPCALL)
                .endControlFlow()
                .addStatement("upcall.thrown = thrown")
                .beginControlFlow("try")
                .addStatement("upcall.describe()")
                .nextControlFlow("catch ($T _)", Throwable.class)
                .add("// The failure keeps its general message.\n")
                .endControlFlow()
                .addStatement("return upcall.failure")
                .add(released(function, shape, env))
                .endControlFlow()
                .build();
    }

    /** What was passed by value was given away, whatever comes of the call. */
    CodeBlock released(Plan.Function function, Native shape, Env env) {
        CodeBlock.Builder free = CodeBlock.builder();
        if (Inside.receives(function)) {
            free.addStatement("$L.close()", env.received());
        }
        for (int i = 0; i < function.arguments().size(); i++) {
            Value value = function.arguments().get(i).value();
            if (Freeing.isLent(value)) {
                continue;
            }
            Value there = value instanceof Value.Option option ? option.value() : value;
            if (there instanceof Value.Opaque opaque) {
                free.addStatement(
                        "$L.dropData($N,$W$S)",
                        env.received(),
                        shape.words().get(i).getFirst(),
                        opaque.declaration().name());
            } else if (Freeing.isNeeded(value) && !Carriers.isStruct(value)) {
                free.addStatement(
                        "$L.drop($N,$W$N)",
                        env.received(),
                        shape.words().get(i).getFirst(),
                        shape.words().get(i).getLast());
            } else if (Freeing.isNeeded(value)) {
                At at = new At(CodeBlock.of("$N.address()", shape.words().get(i).getFirst()), 0);
                free.addStatement(marshalling.freeing().free(value, at, env));
            }
        }
        return free.isEmpty()
                ? CodeBlock.of("")
                : CodeBlock.builder()
                        .nextControlFlow("finally")
                        .beginControlFlow("try")
                        .add(free.build())
                        .nextControlFlow("catch ($T _)", Throwable.class)
                        .add("// Some of it stays allocated.\n")
                        .endControlFlow()
                        .build();
    }

    /**
     * How Java is called.
     *
     * @param before statements that read what was passed
     * @param call the expression for what Java answers
     * @param after statements that write to what was lent exclusively
     */
    record Called(CodeBlock before, CodeBlock call, CodeBlock after) {}

    /** The type that a result has for the linker. */
    TypeName carrier(Value result) {
        return carriers.ofResult(result).getFirst().type();
    }

    /** The Java type of a value. */
    TypeName type(Value value) {
        return types.of(value);
    }

    private CodeBlock call(Plan.Function function, Native shape, CodeBlock receiver, Env env) {
        Called called = called(function, shape, receiver, env);
        CodeBlock.Builder body = CodeBlock.builder().add(called.before());
        if (function.result() instanceof Value.Unit) {
            return body.addStatement(called.call()).add(called.after()).build();
        }
        String result = shape.variables().number("result");
        CodeBlock source = CodeBlock.of("$N", result);
        Env placed = env.at(function.place() + "()");
        CodeBlock answer = Shape.frozen(function.result(), called.call(), placed.place());
        return body.addStatement("$T $N = $L", types.of(function.result()), result, answer)
                .add(refused(function, result))
                .add(called.after())
                .add(marshalling.carrying().answered(function.result(), source, placed))
                .add(marshalling.writing().write(function.result(), source, At.variable("out"), placed))
                .build();
    }

    /** The statement that refuses null as an answer of Java's, where nothing else does. */
    static CodeBlock refused(Plan.Function function, String result) {
        return Nulls.goesUnnoticed(function.result())
                ? Nulls.refuse(result, function.place() + "()")
                : CodeBlock.of("");
    }

    Called called(Plan.Function function, Native shape, CodeBlock receiver, Env env) {
        CodeBlock.Builder before = CodeBlock.builder();
        CodeBlock.Builder after = CodeBlock.builder();
        List<CodeBlock> arguments = new ArrayList<>();
        for (int i = 0; i < function.arguments().size(); i++) {
            Argument argument = function.arguments().get(i);
            List<String> words = shape.words().get(i);
            Env placed = env.at(function.place() + "(" + argument.name() + ")");
            Optional<CallbackPlaces.Given> given =
                    places.give(argument.value(), argument.name(), words, shape.variables(), placed);
            if (given.isPresent()) {
                before.add(given.get().before());
                after.add(given.get().after());
                arguments.add(CodeBlock.of("$N", given.get().variable()));
            } else if (Inside.receives(function)) {
                // Each is read before any is the callback's.
                String local = shape.variables().number(argument.name() + "Value");
                before.addStatement(
                        "$T $N = $L", types.of(argument.value()), local, read(argument.value(), words, placed));
                arguments.add(CodeBlock.of("$N", local));
            } else {
                arguments.add(read(argument.value(), words, placed));
            }
        }
        if (Inside.receives(function)) {
            before.addStatement("$L.complete()", env.received());
        }
        CodeBlock call = CodeBlock.of("$L.$N($L)", receiver, function.name(), CodeBlock.join(arguments, ",$W"));
        return new Called(before.build(), call, after.build());
    }

    /** The value of what was passed in {@code words}. */
    private CodeBlock read(Value value, List<String> words, Env env) {
        CodeBlock first = CodeBlock.of("$N", words.getFirst());
        if (Carriers.isStruct(value)) {
            return marshalling.reading().read(value, new At(CodeBlock.of("$L.address()", first), 0), env);
        }
        return marshalling.reading().ofCarriers(value, first, CodeBlock.of("$N", words.getLast()), env);
    }
}
