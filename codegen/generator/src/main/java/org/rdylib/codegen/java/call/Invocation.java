package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Ownership;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.At;
import org.rdylib.codegen.java.value.Freeing;
import org.rdylib.codegen.java.value.Marshalling;
import org.rdylib.codegen.java.value.Passed;
import org.rdylib.codegen.java.value.Scalars;
import org.rdylib.spec.CCall;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.Convention;
import org.rdylib.spec.ScalarKind;

/** Code that calls a native function with what is passed, in the convention that the function has, and reads its answer. */
final class Invocation {

    /**
     * What surrounds the call.
     *
     * @param handOver statements just before it
     * @param answered statements for when it has answered
     * @param release statements for whatever came of it
     */
    record Around(CodeBlock handOver, CodeBlock answered, CodeBlock release) {
        CodeBlock call(CodeBlock call) {
            return CodeBlock.builder()
                    .add(handOver)
                    .add(release.isEmpty() ? call : finallyDo(call, release))
                    .build();
        }
    }

    private final Sizes sizes;
    private final Carriers carriers;
    private final Marshalling marshalling;
    private final Shapes shapes;
    private final CPassing cPassing;

    Invocation(Sizes sizes, Marshalling marshalling, Shapes shapes) {
        this.sizes = sizes;
        this.carriers = new Carriers(sizes.layouts());
        this.marshalling = marshalling;
        this.shapes = shapes;
        this.cPassing = new CPassing(sizes);
    }

    /**
     * The call, and what comes of it.
     *
     * @param passed what is passed for each of the arguments
     */
    CodeBlock of(Plan.Function function, DowncallBody.Callee callee, List<Passed> passed, Around around, Env env) {
        if (callee.c().isPresent()) {
            return ofC(function, callee, callee.c().get(), passed, around, env);
        }
        List<CodeBlock> arguments = new ArrayList<>(callee.receiver());
        passed.forEach(argument -> arguments.addAll(argument.arguments()));
        return function.signature().convention() == Convention.C
                ? plain(function, callee, parameters(function, callee), arguments, around, env)
                : checked(function, callee, arguments, around, env);
    }

    private static CodeBlock finallyDo(CodeBlock statements, CodeBlock release) {
        return CodeBlock.builder()
                .beginControlFlow("try")
                .add(statements)
                .nextControlFlow("finally")
                .add(release)
                .endControlFlow()
                .build();
    }

    /** Reads the result from where it lies, and frees what it owns. */
    private CodeBlock answer(Value result, At at, CodeBlock answered, Env env) {
        CodeBlock read = completed(result, marshalling.reading().read(result, at, env), env);
        return freeing(
                result,
                at,
                CodeBlock.builder()
                        .add(answered)
                        .addStatement("return $L", read)
                        .build(),
                env);
    }

    /** Objects that were received are the caller's once all of the value has been read. */
    private static CodeBlock completed(Value value, CodeBlock read, Env env) {
        return Ownership.of(value) == Ownership.OBJECTS ? CodeBlock.of("$L.complete($L)", env.received(), read) : read;
    }

    /** What the value at {@code at} owns is freed, whatever comes of the statements. */
    private CodeBlock freeing(Value value, At at, CodeBlock statements, Env env) {
        if (!Freeing.isNeeded(value)) {
            return statements;
        }
        CodeBlock.Builder release = CodeBlock.builder();
        if (Ownership.of(value) == Ownership.OBJECTS) {
            release.addStatement("$L.close()", env.received());
        }
        return finallyDo(
                statements,
                release.addStatement(marshalling.freeing().free(value, at, env)).build());
    }

    private List<Carrier> parameters(Plan.Function function, DowncallBody.Callee callee) {
        List<Carrier> all = new ArrayList<>();
        callee.receiver().forEach(_ -> all.add(Carrier.LONG));
        function.arguments().forEach(argument -> all.addAll(carriers.of(argument.value())));
        return all;
    }

    /** The result goes through memory of the frame; what is returned is a failure, or null. */
    private CodeBlock checked(
            Plan.Function function, DowncallBody.Callee callee, List<CodeBlock> arguments, Around around, Env env) {
        Value result = function.result();
        boolean isUnit = result instanceof Value.Unit;
        List<Carrier> parameters = parameters(function, callee);
        List<CodeBlock> all = new ArrayList<>(List.of(callee.address()));
        all.addAll(arguments);
        CodeBlock.Builder code = CodeBlock.builder();
        if (!isUnit) {
            code.addStatement("long out = frame.reserve($L, $L)", sizes.size(result), sizes.align(result));
            parameters.add(Carrier.LONG);
            all.add(CodeBlock.of("out"));
        }
        CodeBlock call = CodeBlock.builder()
                .addStatement(
                        "$T.check((long) $L.invokeExact($L))",
                        Api.FAILURES,
                        shapes.handle(List.of(Carrier.LONG), parameters, callee.leaf()),
                        CodeBlock.join(all, ",$W"))
                .add(isUnit ? around.answered() : answer(result, At.variable("out"), around.answered(), env))
                .build();
        return code.add(around.call(call)).build();
    }

    /** The result is returned as C returns it. */
    private CodeBlock plain(
            Plan.Function function,
            DowncallBody.Callee callee,
            List<Carrier> parameters,
            List<CodeBlock> arguments,
            Around around,
            Env env) {
        Value result = function.result();
        List<Carrier> results = carriers.ofResult(result);
        CodeBlock handle = shapes.handle(results, parameters, callee.leaf());
        List<CodeBlock> all = new ArrayList<>(List.of(callee.address()));
        if (results.isEmpty()) {
            all.addAll(arguments);
            return around.call(CodeBlock.builder()
                    .addStatement("$L.invokeExact($L)", handle, CodeBlock.join(all, ",$W"))
                    .add(around.answered())
                    .build());
        }
        Carrier carrier = results.getFirst();
        boolean isStruct = carrier.type().equals(Api.SEGMENT);
        if (isStruct) {
            all.add(CodeBlock.of("($T) frame", Api.SEGMENT_ALLOCATOR));
        }
        all.addAll(arguments);
        String local = env.variables().number("result");
        CodeBlock.Builder code = CodeBlock.builder()
                .addStatement(
                        "$1T $2N = ($1T) $3L.invokeExact($4L)",
                        carrier.type(),
                        local,
                        handle,
                        CodeBlock.join(all, ",$W"));
        if (isStruct) {
            code.add(answer(result, new At(CodeBlock.of("$N.address()", local), 0), around.answered(), env));
        } else if (callee.runsClosures() && Freeing.isNeeded(result)) {
            // One word, which is to be freed where a closure has failed.
            code.addStatement("long out = frame.reserve($L, $L)", Sizes.WORD, Sizes.WORD)
                    .addStatement("$T.putLong(out,$W$N)", Api.MEMORY, local)
                    .add(answer(result, At.variable("out"), around.answered(), env));
        } else {
            code.add(around.answered()).addStatement("return $L", returned(result, local, env));
        }
        return around.call(code.build());
    }

    /** What is called was there before its descriptor, and has arguments and an answer of its own. */
    private CodeBlock ofC(
            Plan.Function function,
            DowncallBody.Callee callee,
            CEntry entry,
            List<Passed> passed,
            Around around,
            Env env) {
        Value result = function.result();
        Value value = entry.ok().isPresent() ? ((Value.Result) result).ok() : result;
        CPassing.Arguments of = cPassing.of(function, entry, passed, value, env.variables());
        CodeBlock.Builder code = CodeBlock.builder().add(of.before());
        if (entry.ok().isEmpty() && entry.returned().isEmpty()) {
            return code.add(plain(function, callee, of.carriers(), of.arguments(), around, env))
                    .build();
        }
        List<CodeBlock> all = new ArrayList<>(List.of(callee.address()));
        all.addAll(of.arguments());
        CodeBlock invoked = CodeBlock.of("invokeExact($L)", CodeBlock.join(all, ",$W"));
        if (entry.ok().isEmpty()) {
            return code.add(around.call(CodeBlock.builder()
                            .addStatement("$L.$L", shapes.handle(List.of(), of.carriers(), callee.leaf()), invoked)
                            .add(answer(result, At.variable("out"), around.answered(), env))
                            .build()))
                    .build();
        }
        Value error = ((Value.Result) result).err();
        List<Carrier> answer = carriers.ofResult(error);
        TypeName type = answer.getFirst().type();
        ScalarKind kind = error instanceof Value.PlainEnum e ? e.declaration().repr() : ((Value.Scalar) error).kind();
        String local = env.variables().number("answer");
        At out = At.variable("out");
        CodeBlock read = marshalling.reading().read(value, out, env);
        CodeBlock call = CodeBlock.builder()
                .addStatement(
                        "$1T $2N = ($1T) $3L.$4L",
                        type,
                        local,
                        shapes.handle(answer, of.carriers(), callee.leaf()),
                        invoked)
                .add(dropped(function, passed, kind, local, entry))
                .add(around.answered())
                .beginControlFlow(
                        "if ($L != $L)",
                        CPassing.compared(kind, local),
                        Scalars.tag(kind, entry.ok().get()))
                .addStatement("return $T.err($L)", Api.RESULT, returned(error, local, env))
                .endControlFlow()
                .addStatement("return $L", completed(value, CodeBlock.of("$T.ok($L)", Api.RESULT, read), env))
                .build();
        // Nothing is there if C has put nothing; and it may have put something though the call failed.
        return code.add(around.call(freeing(value, out, call, env))).build();
    }

    /** What C has refused to keep, the caller drops. */
    private static CodeBlock dropped(
            Plan.Function function, List<Passed> passed, ScalarKind kind, String local, CEntry entry) {
        CodeBlock.Builder drop = CodeBlock.builder();
        for (int i = 0; i < passed.size(); i++) {
            if (isKeptIfOk(function.arguments().get(i).value())) {
                drop.addStatement(
                        "$T.drop($L)", Api.MAKING, passed.get(i).arguments().getFirst());
            }
        }
        return drop.isEmpty()
                ? drop.build()
                : CodeBlock.builder()
                        .beginControlFlow(
                                "if ($L != $L)",
                                CPassing.compared(kind, local),
                                Scalars.tag(kind, entry.ok().orElseThrow()))
                        .add(drop.build())
                        .endControlFlow()
                        .build();
    }

    private static boolean isKeptIfOk(Value value) {
        return switch (value) {
            case Value.Option(Value inner, var _) -> isKeptIfOk(inner);
            case Value.BoxedClosure c ->
                c.callback().c().filter(CCall::isKeptIfOk).isPresent();
            case Value _ -> false;
        };
    }

    private CodeBlock returned(Value result, String local, Env env) {
        CodeBlock source = CodeBlock.of("$N", local);
        return marshalling.reading().ofCarriers(result, source, source, env);
    }
}
