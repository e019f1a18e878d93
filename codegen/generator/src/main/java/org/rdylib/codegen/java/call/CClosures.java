package org.rdylib.codegen.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Callback;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Scope;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.ClosureNames;
import org.rdylib.codegen.java.value.Passed;
import org.rdylib.codegen.java.value.Scalars;
import org.rdylib.codegen.java.value.Terms;
import org.rdylib.spec.CArgument;
import org.rdylib.spec.CCall;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.layout.Target;

/**
 * How C calls closures of Java. C passes what {@code c:} says it does, and is answered with a number or nothing. It cannot
 * be told of an exception: that is kept, and thrown once the outer call has returned.
 */
final class CClosures {

    /** The names that the body of an entry uses. */
    private static final Set<String> TAKEN = Set.of("data", "upcall", "region", "thrown");

    private final Carriers carriers;
    private final Target target;
    private final PlainUpcallBody plain;

    CClosures(Plan plan, PlainUpcallBody plain) {
        this.carriers = new Carriers(plan.sizes().layouts());
        this.target = plan.sizes().layouts().target();
        this.plain = plain;
    }

    /**
     * The C function of a closure.
     *
     * @param shape its parameters, the data included, and where in the body those of the closure are
     * @param before statements that make the closure's parameters of them
     */
    private record Function(UpcallBody.Native shape, CodeBlock before) {}

    /** How C calls a closure's entry, as an expression. */
    CodeBlock entry(Callback callback) {
        UpcallBody.Native shape = function(callback).shape();
        List<String> parameters =
                shape.parameters().stream().map(ParameterSpec::name).toList();
        CodeBlock descriptor =
                Carriers.descriptor(carriers.ofResult(callback.function().result()), shape.carriers());
        return Entries.plain(
                "call",
                descriptor,
                PlainUpcallBody.exhausted(callback.function(), failed(callback), parameters.indexOf("data")));
    }

    private static BigInteger failed(Callback callback) {
        return callback.c().flatMap(CCall::failed).orElse(BigInteger.ZERO);
    }

    /** The entry. */
    MethodSpec method(Callback callback, EntryTarget callee) {
        Function function = function(callback);
        String variable = function.shape().variables().number("closure");
        CodeBlock.Builder find = CodeBlock.builder();
        if (callback.kind() == ClosureKind.FN_ONCE) {
            find.addStatement("upcall.spend(data)");
        }
        find.addStatement("$T $N = upcall.target(TYPE, data)", callee.type(), variable);
        PlainUpcallBody.Callee called = new PlainUpcallBody.Callee(
                CodeBlock.of("$T.enter()", Api.UPCALL),
                find.build(),
                function.before(),
                callee.receiver(variable),
                callee.regions(variable),
                failed(callback),
                CodeBlock.of(""));
        return MethodSpec.methodBuilder("call")
                .addModifiers(Modifier.STATIC)
                .returns(Carriers.returned(carriers.ofResult(callback.function().result())))
                .addParameters(function.shape().parameters())
                .addCode(plain.body(callback.function(), function.shape(), called))
                .build();
    }

    /** What C passes, in its order. */
    private Function function(Callback callback) {
        Plan.Function function = callback.function();
        Scope variables = Scope.of(TAKEN);
        List<Carrier> all = new ArrayList<>();
        List<ParameterSpec> parameters = new ArrayList<>();
        CodeBlock.Builder before = CodeBlock.builder();
        List<List<String>> words =
                new ArrayList<>(IntStream.range(0, function.arguments().size())
                        .mapToObj(_ -> List.<String>of())
                        .toList());
        Map<Integer, String> addresses = new HashMap<>();
        Map<Integer, CodeBlock> lengths = new HashMap<>();
        for (CArgument argument : callback.c().orElseThrow().arguments()) {
            switch (argument) {
                case CArgument.UserData _ -> add(Carrier.LONG, "data", all, parameters);
                case CArgument.Whole(String number, var _) -> {
                    int i = Integer.parseInt(number);
                    String name = variables.number(function.arguments().get(i).name());
                    add(carriers.of(function.arguments().get(i).value()).getFirst(), name, all, parameters);
                    words.set(i, List.of(name));
                }
                case CArgument.Data(String number, var _) -> {
                    int i = Integer.parseInt(number);
                    String name = variables.number(function.arguments().get(i).name());
                    add(Carrier.LONG, name, all, parameters);
                    addresses.put(i, name);
                }
                case CArgument.Length a -> {
                    ScalarKind kind = target.fixed(a.type());
                    int first = Integer.parseInt(a.parameters().getFirst());
                    String name =
                            variables.number(function.arguments().get(first).name() + "Count");
                    add(Carrier.of(kind), name, all, parameters);
                    CodeBlock length = Scalars.fromCarrier(kind, CodeBlock.of("$N", name), CodeBlock.of(""));
                    a.parameters().forEach(number -> lengths.put(Integer.parseInt(number), length));
                }
                case CArgument.Code _, CArgument.Drop _, CArgument.Returned _ -> throw unknown(callback);
                case CArgument.Constant _, CArgument.Address _ -> throw unknown(callback);
            }
        }
        addresses.forEach((i, address) -> {
            String name = function.arguments().get(i).name();
            String at = variables.number(name + "At");
            String length = variables.number(name + "Length");
            before.addStatement("long $N = $L", length, lengths.get(i))
                    .addStatement(
                            "long $N = $L",
                            at,
                            function.arguments().get(i).value() instanceof Value.Option
                                    ? CodeBlock.of("$N", address)
                                    : CodeBlock.of("$T.elements($N,$W$N)", Api.VALUES, address, length));
            words.set(i, List.of(at, length));
        });
        return new Function(
                new UpcallBody.Native(List.copyOf(all), List.copyOf(parameters), List.copyOf(words), variables),
                before.build());
    }

    private static IllegalArgumentException unknown(Callback callback) {
        return new IllegalArgumentException(callback.place() + ": C passes something else");
    }

    private static void add(Carrier carrier, String name, List<Carrier> all, List<ParameterSpec> parameters) {
        all.add(carrier);
        parameters.add(ParameterSpec.builder(carrier.type(), name).build());
    }

    /** Lends a closure to C for a call: its data and its code. */
    static Passed lend(ClosureNames closures, Value.Called called, CodeBlock source, Env env) {
        return passed(closures, called.callback(), source, Closures.lending(closures, called, source, env), env);
    }

    /** The same of one that may be missing: then all of it is null. */
    static Passed lendOptional(ClosureNames closures, Value.Called called, CodeBlock source, Env env) {
        CodeBlock there = CodeBlock.of("$L.get()", source);
        return optional(closures, called.callback(), source, Closures.lending(closures, called, there, env), env);
    }

    /** Gives a closure to C: its data, its code, and what drops it. */
    static Passed give(ClosureNames closures, Value.BoxedClosure given, CodeBlock source, Env env) {
        return passed(closures, given.callback(), source, kept(closures, given, source, env), env);
    }

    /** The same of one that may be missing. */
    static Passed giveOptional(ClosureNames closures, Value.BoxedClosure given, CodeBlock source, Env env) {
        CodeBlock there = CodeBlock.of("$L.get()", source);
        return optional(closures, given.callback(), source, kept(closures, given, there, env), env);
    }

    private static Passed passed(ClosureNames closures, Callback callback, CodeBlock source, CodeBlock key, Env env) {
        String data = env.variables().number(source + "Data");
        CodeBlock before =
                CodeBlock.builder().addStatement("long $N = $L", data, key).build();
        return new Passed(before, List.of(CodeBlock.of("$N", data), code(closures.entry(callback)), DROP));
    }

    private static Passed optional(ClosureNames closures, Callback callback, CodeBlock source, CodeBlock key, Env env) {
        String data = env.variables().number(source + "Data");
        CodeBlock before = CodeBlock.builder()
                .addStatement("long $N = $L.isEmpty()$W? 0L$W: $L", data, source, key)
                .build();
        CodeBlock isMissing = CodeBlock.of("$N == 0", data);
        return new Passed(
                before,
                List.of(
                        CodeBlock.of("$N", data),
                        CodeBlock.of("$L$W? 0L$W: $L", isMissing, code(closures.entry(callback))),
                        CodeBlock.of("$L$W? 0L$W: $L", isMissing, DROP)));
    }

    private static final CodeBlock DROP = CodeBlock.of("$T.drop()", Api.HOST_TARGETS);

    private static CodeBlock code(ClassName entry) {
        return CodeBlock.of("$T.TYPE.code()", entry);
    }

    private static CodeBlock kept(ClosureNames closures, Value.BoxedClosure given, CodeBlock source, Env env) {
        return CodeBlock.of(
                "$L.$L($T.TYPE,$W$L,$W$L,$W$L)",
                env.making(),
                given.callback().isDroppedByC() ? "keep" : "keepFor",
                closures.entry(given.callback()),
                closures.lent(given.callback(), source, env),
                env.region(given.closure().bound()),
                Terms.sending(given.closure().bounds()));
    }
}
