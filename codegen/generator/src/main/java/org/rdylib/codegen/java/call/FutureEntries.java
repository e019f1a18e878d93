package org.rdylib.codegen.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Callback;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Scope;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.At;
import org.rdylib.codegen.java.value.Marshalling;

/** How the library polls a future of Java's: the class with its table and its entry. */
final class FutureEntries {
    private final JavaTypes types;
    private final Sizes sizes;
    private final Marshalling marshalling;
    private final UpcallBody bodies;

    FutureEntries(Plan plan, Marshalling marshalling, UpcallBody bodies) {
        this.types = new JavaTypes(plan.names());
        this.sizes = plan.sizes();
        this.marshalling = marshalling;
        this.bodies = bodies;
    }

    /**
     * Adds the table, the entry and what the library is given.
     *
     * @param regions the names of those that the result is made of
     */
    void addEntry(TypeSpec.Builder nested, Callback callback, ClassName entry, List<String> regions) {
        EntryTarget target = EntryTarget.lent(entry, "value", callback.captured(), regions);
        nested.addField(Closures.type(Api.CLOSURE_TYPE, "future", callback, target, CodeBlock.of("$S", "poll")))
                .addMethod(poll(callback, target))
                .addType(lent(callback, regions));
    }

    private MethodSpec poll(Callback callback, EntryTarget future) {
        Scope variables = Scope.of(Set.of(
                "data", "waker", "wakerTable", "out", "upcall", "region", "thrown", "future", "ready", "result"));
        UpcallBody.Native shape = new UpcallBody.Native(List.of(), List.of(), List.of(), variables);
        CodeBlock target = CodeBlock.builder()
                .addStatement("$T future = upcall.target(TYPE, data)", future.type())
                .build();
        return MethodSpec.methodBuilder("poll")
                .addModifiers(Modifier.STATIC)
                .returns(TypeName.LONG)
                .addParameters(List.of("data", "waker", "wakerTable", "out").stream()
                        .map(name -> ParameterSpec.builder(TypeName.LONG, name).build())
                        .toList())
                .addCode(bodies.body(
                        callback.function(),
                        shape,
                        CodeBlock.of("$T.enter()", Api.UPCALL),
                        target,
                        future.regions("future"),
                        env -> answer(callback, env)))
                .build();
    }

    /** Puts to {@code out} an option that is always tagged: behind its tag lies the result, aligned. */
    private CodeBlock answer(Callback callback, Env outside) {
        Value output = callback.function().result();
        Env env = outside.at(callback.place());
        CodeBlock source = CodeBlock.of("result");
        At at = At.variable("out").plus(sizes.align(output));
        CodeBlock ready = CodeBlock.of("ready.get()");
        CodeBlock.Builder code = CodeBlock.builder()
                .addStatement(
                        "$T ready = future.value().poll(upcall, waker, wakerTable)",
                        ParameterizedTypeName.get(Api.OPTIONAL, types.boxed(output)))
                .beginControlFlow("if (ready.isEmpty())")
                .addStatement("$T.putByte(out, (byte) 0)", Api.MEMORY)
                .addStatement("return upcall.leave()")
                .endControlFlow();
        if (!(output instanceof Value.Unit)) {
            code.addStatement("$T result = $L", types.of(output), Shape.frozen(output, ready, env.place()))
                    .add(marshalling.carrying().answered(output, source, env))
                    .add(marshalling.writing().write(output, source, at, env));
        }
        return code.addStatement("$T.putByte(out, (byte) 1)", Api.MEMORY).build();
    }

    private TypeSpec lent(Callback callback, List<String> regions) {
        TypeName future = ParameterizedTypeName.get(
                Api.HOST_FUTURE, types.boxed(callback.function().result()));
        MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addParameter(future, "value");
        regions.forEach(region -> constructor.addParameter(Api.REGION, region));
        TypeSpec.Builder type = TypeSpec.recordBuilder("Lent")
                .addJavadoc("A future, and the regions that its result is made of.\n")
                .recordConstructor(constructor.build());
        return Closures.closeable(type, "value").build();
    }
}
