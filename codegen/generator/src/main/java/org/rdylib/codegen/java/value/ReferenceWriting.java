package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Growing;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.spec.Lifetime;

/**
 * The methods that write references to what is plain Java: what is behind them lies in the memory of the call, or in such as
 * lasts as long as their lifetime.
 */
final class ReferenceWriting {
    private final JavaTypes types;
    private final Sizes sizes;
    private final Growing growing;
    private final Writing writing;

    ReferenceWriting(Plan plan, Writing writing) {
        this.types = new JavaTypes(plan.names());
        this.sizes = plan.sizes();
        this.growing = plan.growing();
        this.writing = writing;
    }

    static MethodSpec.Builder text(Value.Text text, MethodSpec.Builder method) {
        At at = At.variable("at");
        if (text.terminated()) {
            return method.addStatement(
                    Writing.putWord(at, CodeBlock.of("frame.copy($T.cUtf8(value, place))", Api.VALUES)));
        }
        return method.addStatement("byte[] bytes = $T.utf8(value, place)", Api.VALUES)
                .addCode(Writing.putWords(at, CodeBlock.of("frame.copy(bytes)"), CodeBlock.of("bytes.length")));
    }

    MethodSpec.Builder slice(Value.Slice slice, MethodSpec.Builder method, Env env) {
        CodeBlock source = CodeBlock.of("value");
        if (!(slice.element() instanceof Value.Scalar)) {
            method.addStatement("$T elements = $T.copyOf(value, place)", types.of(slice), Api.SLICES);
            source = CodeBlock.of("elements");
        }
        return method.addCode(Writing.putWords(
                At.variable("at"), writing.copied(slice, source, env.lending()), Writing.length(slice, source)));
    }

    MethodSpec.Builder reference(Value.Ref reference, MethodSpec.Builder method, Env env) {
        return target(reference.target(), "frame", method, env.lending());
    }

    /** Writes what is behind the reference to where {@code memory} has a place for it. */
    private MethodSpec.Builder target(Value target, String memory, MethodSpec.Builder method, Env inside) {
        return method.addStatement(
                        "long target = $N.reserve($L, $L)",
                        memory,
                        growing.size(target, inside),
                        growing.align(target, inside))
                .addCode(writing.write(target, CodeBlock.of("value"), At.variable("target"), inside))
                .addStatement(Writing.putWord(At.variable("at"), CodeBlock.of("target")));
    }

    /** What is behind the reference lasts as long as its lifetime. */
    private static MethodSpec.Builder lasting(Lifetime lifetime, MethodSpec.Builder method, Env env) {
        return method.addStatement("$T lasting = $L.until($L)", Api.MAKING, env.making(), env.region(lifetime));
    }

    MethodSpec.Builder keptSlice(Value.Slice slice, MethodSpec.Builder method, Env env) {
        Value element = slice.element();
        return lasting(slice.lifetime(), method, env)
                .addStatement("$T elements = $T.copyOf(value, place)", types.of(slice), Api.SLICES)
                .addStatement(
                        "long target = lasting.reserve(elements.size() * $LL, $L)",
                        sizes.size(element),
                        sizes.align(element))
                .addStatement(
                        "$T.put(elements, target, $L,$W$L)",
                        Api.SLICES,
                        sizes.size(element),
                        writing.writer(element, env.making("lasting")))
                .addCode(Writing.putWords(
                        At.variable("at"), CodeBlock.of("target"), Writing.length(slice, CodeBlock.of("elements"))));
    }

    MethodSpec.Builder keptReference(Value.Ref reference, MethodSpec.Builder method, Env env) {
        return target(reference.target(), "lasting", lasting(reference.lifetime(), method, env), env.making("lasting"));
    }
}
