package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.codegen.java.call.Lifting.Borrow;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Names;
import org.rdylib.codegen.java.plan.Ownership;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Scope;
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

/** The body of a method that calls the library: arguments are checked and passed, the answer is read. */
public final class DowncallBody {
    /**
     * What is called, and on what.
     *
     * @param enter the statements that begin the call
     * @param leave the statement that ends it
     * @param address the expression for the function's address
     * @param receiver what is passed before the arguments
     * @param library the expression for the library
     * @param fixed the regions of the interface's lifetimes
     * @param lend the expression for a new borrow of the receiver
     * @param leaf whether it neither blocks nor calls back
     * @param c how a C function that is already there takes its arguments, where that is not the usual way
     * @param framed whether it has a frame
     * @param runsClosures whether functions of Java may be run meanwhile that cannot say that they have failed
     */
    public record Callee(
            CodeBlock enter,
            CodeBlock leave,
            CodeBlock address,
            List<CodeBlock> receiver,
            CodeBlock library,
            Map<String, CodeBlock> fixed,
            Optional<CodeBlock> lend,
            boolean leaf,
            Optional<CEntry> c,
            boolean framed,
            boolean runsClosures) {}

    private final Holds holds;
    private final Sizes sizes;
    private final Carriers carriers;
    private final Marshalling marshalling;
    private final Lifting lifting;
    private final Passing passing;
    private final Shapes shapes;
    private final CPassing cPassing;

    public DowncallBody(Plan plan, Marshalling marshalling, Shapes shapes) {
        this.holds = new Holds(new JavaTypes(plan.names()));
        this.sizes = plan.sizes();
        this.carriers = new Carriers(plan.sizes().layouts());
        this.marshalling = marshalling;
        this.lifting = new Lifting(marshalling.carrying());
        this.passing = new Passing(plan, marshalling);
        this.shapes = shapes;
        this.cPassing = new CPassing(plan.sizes());
    }

    /** Begins a call in a frame. */
    public static CodeBlock frame(CodeBlock entered) {
        return CodeBlock.builder()
                .addStatement("$T frame = $L", Api.CALL_FRAME, entered)
                .build();
    }

    /** The whole body. */
    public CodeBlock body(Plan.Function planned, Callee callee) {
        Scope variables = Scope.of(Names.OF_CALL);
        planned.arguments().forEach(argument -> variables.claim(argument.name()));
        Plan.Function function = planned.opened(variables);
        CodeBlock copies = CodeBlock.of("$L.copies()", callee.library());
        Env outside = new Env(
                Map.of(), CodeBlock.of(""), variables, CodeBlock.of(""), CodeBlock.of("frame.giving()"), copies, false);
        Optional<Borrow> borrow = function.borrow()
                .filter(_ -> callee.lend().isPresent())
                .map(lifetime -> new Borrow(lifetime, variables.number("borrowed")));
        Lifting.Lifted lifted = lifting.lift(function, callee.library(), callee.fixed(), borrow, outside);
        Env env = new Env(
                lifted.regions(),
                CodeBlock.of("$S", function.place() + "()"),
                variables,
                CodeBlock.of("$N", variables.number("received")),
                outside.making(),
                copies,
                false);
        CodeBlock.Builder body = CodeBlock.builder()
                .add(callee.enter())
                .beginControlFlow("try")
                .add(holds.begin(function))
                .add(lifted.statements());
        List<Passed> passed = function.arguments().stream()
                .map(argument -> passing.pass(
                        argument,
                        callee.library(),
                        callee.framed(),
                        env.at(function.place() + "(" + argument.name() + ")")))
                .toList();
        inOrder(function, passed).forEach(argument -> body.add(argument.before()));
        List<CodeBlock> arguments = new ArrayList<>(callee.receiver());
        passed.forEach(argument -> arguments.addAll(argument.arguments()));
        CodeBlock answered = CodeBlock.builder()
                .add(passed.stream().map(Passed::after).collect(CodeBlock.joining("")))
                .add(borrow.map(b -> CodeBlock.builder()
                                .addStatement(
                                        "$T $N = $L",
                                        Api.REGION,
                                        b.region(),
                                        callee.lend().orElseThrow())
                                .build())
                        .orElse(CodeBlock.of("")))
                .build();
        boolean gives =
                function.isConsuming() || function.arguments().stream().anyMatch(argument -> isGiven(argument.value()));
        CodeBlock handOver =
                gives ? CodeBlock.builder().addStatement("frame.handOver()").build() : CodeBlock.of("");
        if (Ownership.of(function.result()) == Ownership.OBJECTS) {
            body.addStatement("$T $L = frame.receive($L)", Api.RECEIVING, env.received(), callee.library());
        }
        CodeBlock release = CodeBlock.builder()
                .add(passed.stream().map(Passed::release).collect(CodeBlock.joining("")))
                .add(function.signature().isUnsafe() ? Holds.fences(function) : CodeBlock.of(""))
                .build();
        CodeBlock thrown = callee.runsClosures()
                ? CodeBlock.builder().addStatement("frame.rethrow()").build()
                : CodeBlock.of("");
        Around around = new Around(
                handOver, CodeBlock.builder().add(thrown).add(answered).build(), release);
        body.add(
                callee.c().isPresent()
                        ? ofC(function, callee, callee.c().get(), passed, around, env)
                        : function.signature().convention() == Convention.C
                                ? plain(function, callee, parameters(function, callee), arguments, around, env)
                                : checked(function, callee, arguments, around, env));
        return body.nextControlFlow("catch ($T thrown)", Throwable.class)
                .addStatement("throw $T.rethrow(thrown)", Api.FAILURES)
                .nextControlFlow("finally")
                .add(callee.leave())
                .endControlFlow()
                .build();
    }

    /** What is passed for the library to do with as it likes comes first: what was borrowed from it has ended then. */
    private static List<Passed> inOrder(Plan.Function function, List<Passed> passed) {
        List<Passed> ordered = new ArrayList<>();
        for (boolean first : new boolean[] {true, false}) {
            for (int i = 0; i < passed.size(); i++) {
                if (isTaken(function.arguments().get(i).value()) == first) {
                    ordered.add(passed.get(i));
                }
            }
        }
        return ordered;
    }

    private static boolean isTaken(Value value) {
        return switch (value) {
            case Value.Opaque o -> o.having() == Value.Having.OWNED || o.having() == Value.Having.LENT_EXCLUSIVELY;
            case Value.Option o -> o.value() instanceof Value.Opaque && isTaken(o.value());
            case Value _ -> false;
        };
    }

    /** Whether memory that Java has made becomes the library's by the call. */
    private static boolean isGiven(Value value) {
        return switch (value) {
            case Value.Mut m -> Freeing.isNeeded(m.target());
            case Value.MutSlice m -> Freeing.isNeeded(m.element());
            case Value other -> Freeing.isNeeded(other);
        };
    }

    /**
     * What surrounds the call.
     *
     * @param handOver statements just before it
     * @param answered statements for when it has answered
     * @param release statements for whatever came of it
     */
    private record Around(CodeBlock handOver, CodeBlock answered, CodeBlock release) {
        CodeBlock call(CodeBlock call) {
            return CodeBlock.builder()
                    .add(handOver)
                    .add(release.isEmpty() ? call : finallyDo(call, release))
                    .build();
        }
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

    private List<Carrier> parameters(Plan.Function function, Callee callee) {
        List<Carrier> all = new ArrayList<>();
        callee.receiver().forEach(_ -> all.add(Carrier.LONG));
        function.arguments().forEach(argument -> all.addAll(carriers.of(argument.value())));
        return all;
    }

    /** The result goes through memory of the frame; what is returned is a failure, or null. */
    private CodeBlock checked(
            Plan.Function function, Callee callee, List<CodeBlock> arguments, Around around, Env env) {
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
            Callee callee,
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
            Plan.Function function, Callee callee, CEntry entry, List<Passed> passed, Around around, Env env) {
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
        return switch (result) {
            case Value.Scalar s -> Scalars.fromCarrier(s.kind(), source, env.place());
            case Value.PlainEnum e ->
                marshalling
                        .tags()
                        .decode(e, Scalars.tagFromCarrier(e.declaration().repr(), source), env);
            case Value _ -> marshalling.reading().ofWords(result, source, source, env);
        };
    }
}
