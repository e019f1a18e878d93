package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.Map;

/**
 * The body of a method that the library calls as a C function: it answers the result itself, and cannot say that it has
 * failed. Then it answers zero, and the call around it throws once the library has returned.
 */
final class PlainUpcallBody {

    private final UpcallBody bodies;
    private final Marshalling marshalling;

    PlainUpcallBody(UpcallBody bodies, Marshalling marshalling) {
        this.bodies = bodies;
        this.marshalling = marshalling;
    }

    /**
     * The whole body.
     *
     * @param enter the expression that begins the callback
     * @param receiver the expression for what is called
     * @param captured the regions of lifetimes that the function does not declare itself
     */
    CodeBlock body(
            Plan.Function function,
            UpcallBody.Native shape,
            CodeBlock enter,
            CodeBlock receiver,
            Map<String, CodeBlock> captured) {
        UpcallBody.Inside inside = UpcallBody.inside(function, shape, captured);
        Env env = inside.env();
        boolean receives = UpcallBody.receives(function);
        boolean isUnit = function.result() instanceof Value.Unit;
        CodeBlock zero = isUnit ? CodeBlock.of("return") : CodeBlock.of("return 0");
        UpcallBody.Called called = bodies.called(function, shape, receiver, env);
        CodeBlock.Builder body = CodeBlock.builder().addStatement("$T upcall = null", Api.UPCALL);
        if (receives) {
            body.addStatement("$1T $2L = $1T.given()", Api.RECEIVING, env.received());
        }
        body.beginControlFlow("try").addStatement("upcall = $L", enter);
        if (receives) {
            body.addStatement("$L.by(upcall)", env.received());
        }
        body.beginControlFlow("if (upcall.isFailing())")
                .addStatement("upcall.leave()")
                .addStatement(zero)
                .endControlFlow()
                .add(inside.variables())
                .add(called.before())
                .add(
                        isUnit
                                ? CodeBlock.builder()
                                        .addStatement(called.call())
                                        .add(called.after())
                                        .addStatement("upcall.leave()")
                                        .build()
                                : answer(function, shape, called, env));
        return body.nextControlFlow("catch ($T thrown)", Throwable.class)
                .beginControlFlow("try")
                .addStatement("$T.fail(upcall, thrown)", Api.UPCALL)
                .nextControlFlow("catch ($T _)", Throwable.class)
                .addStatement("$T.LOST_KEYS[0] = Long.MIN_VALUE", Api.UPCALL)
                .addStatement("$T.LOST[0] = thrown", Api.UPCALL)
                .endControlFlow()
                .addStatement(zero)
                .add(bodies.released(function, shape, env))
                .endControlFlow()
                .build();
    }

    private CodeBlock answer(Plan.Function function, UpcallBody.Native shape, UpcallBody.Called called, Env env) {
        Value result = function.result();
        String local = shape.variables().number("result");
        String answer = shape.variables().number("answer");
        CodeBlock value = CodeBlock.of("$N", local);
        Env placed = env.at(function.place() + "()");
        CodeBlock carried = switch (result) {
            case Value.Scalar s -> Scalars.toCarrier(s.kind(), value, placed.place());
            case Value.PlainEnum e -> marshalling.tags().encode(e, value, placed);
            case Value _ -> throw new IllegalArgumentException(result.at() + ": no answer to C");
        };
        TypeName type = bodies.carrier(result);
        return CodeBlock.builder()
                .addStatement("$T $N = $L", bodies.type(result), local, called.call())
                .add(called.after())
                .addStatement("$T $N = $L", type, answer, carried)
                .addStatement("upcall.leave()")
                .addStatement("return $N", answer)
                .build();
    }
}
