package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.codegen.java.call.Lifting.Borrow;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Lending;
import org.rdylib.codegen.java.plan.Names;
import org.rdylib.codegen.java.plan.Ownership;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Scope;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.Freeing;
import org.rdylib.codegen.java.value.Marshalling;
import org.rdylib.codegen.java.value.Passed;
import org.rdylib.spec.CEntry;

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
     * @param self the object that a method is called on, unless that consumes it
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
            Optional<Self> self,
            boolean leaf,
            Optional<CEntry> c,
            boolean framed,
            boolean runsClosures) {}

    /**
     * An object in a method of it.
     *
     * @param object the expression for it
     * @param kind how it is used, {@code Shared} or {@code Exclusive}
     */
    public record Self(CodeBlock object, String kind) {

        /** The expression that lends it until its next conflicting use. */
        CodeBlock lent() {
            return CodeBlock.of("$L.lend$L()", object, kind);
        }

        /** Lends it until a region ends. */
        private CodeBlock keep(CodeBlock until) {
            return CodeBlock.builder()
                    .addStatement("$L.keep$L(frame, $L)", object, kind, until)
                    .build();
        }

        /** The region that it lives for. */
        CodeBlock region() {
            return CodeBlock.of("$L.region()", object);
        }
    }

    private final Holds holds;
    private final Lifting lifting;
    private final Passing passing;
    private final Invocation invocation;

    public DowncallBody(Plan plan, Marshalling marshalling, Shapes shapes) {
        this.holds = new Holds(new JavaTypes(plan.names()));
        this.lifting = new Lifting(marshalling.carrying());
        this.passing = new Passing(plan, marshalling);
        this.invocation = new Invocation(plan.sizes(), marshalling, shapes);
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
        planned.chosen().forEach(chosen -> variables.claim(chosen.parameter()));
        planned.arguments().forEach(argument -> variables.claim(argument.name()));
        Plan.Function function = planned.opened(variables);
        CodeBlock copies = CodeBlock.of("$L.copies()", callee.library());
        Env outside = new Env(
                Map.of(), CodeBlock.of(""), variables, CodeBlock.of(""), CodeBlock.of("frame.giving()"), copies, false);
        Optional<Borrow> borrow = function.borrow()
                .filter(_ -> callee.self().isPresent())
                .map(lifetime -> new Borrow(lifetime, variables.number("borrowed")));
        Lifting.Lifted lifted = lifting.lift(function, callee, borrow, outside);
        Env env = new Env(
                lifted.regions(),
                CodeBlock.of("$S", function.place() + "()"),
                variables,
                CodeBlock.of("$N", variables.number("received")),
                outside.making(),
                copies,
                false);
        Env lending = env.within(lifted.lending());
        CodeBlock.Builder body = CodeBlock.builder()
                .add(callee.enter())
                .beginControlFlow("try")
                .add(holds.begin(function))
                .add(lifted.statements());
        callee.self()
                .ifPresent(
                        self -> function.kept().ifPresent(lifetime -> body.add(self.keep(lending.region(lifetime)))));
        List<Passed> passed = function.arguments().stream()
                .map(argument -> passing.pass(
                        argument,
                        callee.library(),
                        callee.framed(),
                        (argument.kept().isEmpty() ? env : lending).at(function.place() + "(" + argument.name() + ")")))
                .toList();
        passed.forEach(argument -> body.add(argument.before()));
        Lending within = function.arguments().stream()
                .map(argument -> Lending.of(argument.value()))
                .reduce(Lending.NOTHING, Lending::and);
        CodeBlock answered = CodeBlock.builder()
                .add(passed.stream().map(Passed::after).collect(CodeBlock.joining("")))
                .add(within("answered", within != Lending.NOTHING))
                .build();
        boolean gives = function.isConsuming()
                || function.kept().isPresent()
                || function.arguments().stream().anyMatch(argument -> isGiven(argument.value()));
        CodeBlock handOver =
                gives ? CodeBlock.builder().addStatement("frame.handOver()").build() : CodeBlock.of("");
        if (Ownership.of(function.result()) == Ownership.OBJECTS) {
            body.addStatement("$T $L = frame.receive($L)", Api.RECEIVING, env.received(), callee.library());
        }
        CodeBlock release = CodeBlock.builder()
                .add(within("over", within == Lending.OWNERS))
                .add(passed.stream().map(Passed::release).collect(CodeBlock.joining("")))
                .add(function.signature().isUnsafe() ? Holds.fences(function) : CodeBlock.of(""))
                .build();
        CodeBlock thrown = callee.runsClosures()
                ? CodeBlock.builder().addStatement("frame.rethrow()").build()
                : CodeBlock.of("");
        Invocation.Around around = new Invocation.Around(
                handOver, CodeBlock.builder().add(thrown).add(answered).build(), release);
        return body.add(invocation.of(function, callee, passed, around, env))
                .nextControlFlow("catch ($T thrown)", Throwable.class)
                .addStatement("throw $T.rethrow(thrown)", Api.FAILURES)
                .nextControlFlow("finally")
                .add(callee.leave())
                .endControlFlow()
                .build();
    }

    /** The statement for what was lent within other values. */
    private static CodeBlock within(String method, boolean isNeeded) {
        return isNeeded
                ? CodeBlock.builder()
                        .addStatement("frame.within().$N()", method)
                        .build()
                : CodeBlock.of("");
    }

    /** Whether something becomes the library's by the call, be it only lent: what Java has made, and what is kept. */
    private static boolean isGiven(Value value) {
        return switch (value) {
            case Value lent when lent.kept().isPresent() -> true;
            case Value.Mut m -> isGiven(m.target());
            case Value.MutSlice m -> Freeing.isNeeded(m.element());
            case Value.Option o when o.isPlace() -> isGiven(o.value());
            case Value other -> Freeing.isNeeded(other) || Lending.of(other) == Lending.OWNERS;
        };
    }
}
