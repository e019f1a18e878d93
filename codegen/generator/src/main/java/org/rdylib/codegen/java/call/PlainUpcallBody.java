package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import java.math.BigInteger;
import java.util.Map;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.Marshalling;
import org.rdylib.codegen.java.value.Scalars;
import org.rdylib.spec.ScalarKind;

/**
 * The body of a method that the library calls as a C function: it answers the result itself, and cannot say that it has
 * failed. Then it answers a number that says nothing, or null, and the call around it throws once the library has returned.
 */
public final class PlainUpcallBody {

    /**
     * What is called, and how.
     *
     * @param enter the expression that begins the callback
     * @param find statements that find what is called
     * @param read statements that make the words of the shape of what C passes
     * @param receiver the expression for what is called
     * @param captured the regions of lifetimes that the function does not declare itself
     * @param failed the number that C is answered where Java fails; it is null where a pointer is answered
     * @param skipped statements that drop what is called where it is not, since something has failed before
     */
    public record Callee(
            CodeBlock enter,
            CodeBlock find,
            CodeBlock read,
            CodeBlock receiver,
            Map<String, CodeBlock> captured,
            BigInteger failed,
            CodeBlock skipped) {

        /** What the library knows by its data, and is answered zero for where it fails. */
        static Callee ofData(CodeBlock find, CodeBlock receiver, Map<String, CodeBlock> captured, CodeBlock skipped) {
            return new Callee(
                    CodeBlock.of("$T.enter()", Api.UPCALL),
                    find,
                    CodeBlock.of(""),
                    receiver,
                    captured,
                    BigInteger.ZERO,
                    skipped);
        }
    }

    private final UpcallBody bodies;
    private final Marshalling marshalling;

    public PlainUpcallBody(UpcallBody bodies, Marshalling marshalling) {
        this.bodies = bodies;
        this.marshalling = marshalling;
    }

    /** The whole body. */
    public CodeBlock body(Plan.Function function, UpcallBody.Native shape, Callee callee) {
        Inside inside = Inside.of(function, shape, callee.captured());
        Env env = inside.env();
        boolean receives = Inside.receives(function);
        UpcallBody.Called called = bodies.called(function, shape, callee.receiver(), env);
        CodeBlock.Builder body = CodeBlock.builder().addStatement("$T upcall = null", Api.UPCALL);
        if (receives) {
            body.addStatement("$1T $2L = $1T.given()", Api.RECEIVING, env.received());
        }
        body.beginControlFlow("try").addStatement("upcall = $L", callee.enter()).add(callee.find());
        if (receives) {
            body.addStatement("$L.by(upcall)", env.received());
        }
        body.beginControlFlow("if (upcall.isFailing())")
                .add(callee.skipped())
                .addStatement("upcall.leave()")
                .addStatement("return$L", failed(function.result(), callee.failed()))
                .endControlFlow()
                .add(callee.read())
                .add(inside.variables())
                .add(called.before())
                .add(answer(function, shape, called, env))
                .nextControlFlow("catch ($T thrown)", Throwable.class)
                .beginControlFlow("if (upcall != null)")
                .add("// It is over, whether or not anything can be called to say so.\n")
                .addStatement("upcall.thrown = thrown")
                .endControlFlow()
                .beginControlFlow("try")
                .addStatement("$T.fail(upcall, thrown)", Api.UPCALL)
                .nextControlFlow("catch ($T _)", Throwable.class)
                .add("// There is no stack to note it: the entry answers.\n")
                .addStatement("throw thrown")
                .endControlFlow();
        if (!(function.result() instanceof Value.Unit)) {
            body.addStatement("return$L", failed(function.result(), callee.failed()));
        }
        return body.add(bodies.released(function, shape, env)).endControlFlow().build();
    }

    private CodeBlock answer(Plan.Function function, UpcallBody.Native shape, UpcallBody.Called called, Env env) {
        Value result = function.result();
        CodeBlock.Builder body = CodeBlock.builder();
        if (result instanceof Value.Unit) {
            return body.addStatement(called.call())
                    .add(called.after())
                    .addStatement("upcall.leave()")
                    .build();
        }
        String local = shape.variables().number("result");
        String answer = shape.variables().number("answer");
        CodeBlock source = CodeBlock.of("$N", local);
        Env placed = env.at(function.place() + "()");
        CodeBlock carried = carried(result, source, placed);
        return body.addStatement("$T $N = $L", bodies.type(result), local, called.call())
                .add(UpcallBody.refused(function, local))
                .add(called.after())
                .add(marshalling.carrying().answered(result, source, placed))
                .addStatement("$T $N = $L", bodies.carrier(result), answer, carried)
                .addStatement("upcall.leave()")
                .addStatement("return $N", answer)
                .build();
    }

    private CodeBlock carried(Value result, CodeBlock value, Env env) {
        return switch (result) {
            case Value.Scalar s -> Scalars.toCarrier(s.kind(), value, env.place());
            case Value.PlainEnum e -> marshalling.tags().encode(e, value, env);
            case Value.Pointer _ -> CodeBlock.of("$T.pointer($L,$W$L)", Api.VALUES, value, env.place());
            case Value.Option(Value.Opaque _, var _) ->
                CodeBlock.of("$1L.isPresent()$W? $2L.give($1L.get().object)$W: 0", value, env.making());
            case Value _ -> throw new IllegalArgumentException(result.at() + ": no answer to C");
        };
    }

    /**
     * What C is answered where there is no stack to call the method, an expression.
     *
     * @param key which of the method's parameters is the data word
     */
    static CodeBlock exhausted(Plan.Function function, BigInteger failed, int key) {
        return CodeBlock.of("$T.of($L,$W$L)", Api.EXHAUSTED, number(function.result(), failed), key);
    }

    /** The same of an import. */
    static CodeBlock exhaustedImport(Plan.Function function) {
        return CodeBlock.of("$T.ofImport($L)", Api.EXHAUSTED, number(function.result(), BigInteger.ZERO));
    }

    private static String number(Value result, BigInteger failed) {
        String number = failed(result, failed).toString().strip();
        return number.isEmpty() ? "0" : number;
    }

    /** What C is answered where Java fails, behind {@code return}. */
    private static CodeBlock failed(Value result, BigInteger number) {
        return switch (result) {
            case Value.Scalar(ScalarKind kind, var _)
            when kind == ScalarKind.F32 || kind == ScalarKind.F64 -> CodeBlock.of(" 0");
            case Value.Scalar s -> CodeBlock.of(" $L", Scalars.tag(s.kind(), number));
            case Value.PlainEnum e ->
                CodeBlock.of(" $L", Scalars.tag(e.declaration().repr(), number));
            case Value.Pointer _, Value.Option _ -> CodeBlock.of(" 0");
            case Value _ -> CodeBlock.of("");
        };
    }
}
