package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.util.List;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Growing;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Names;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.spec.ScalarKind;

/** The methods that write what is made of other values: declared types, options, results, tuples and arrays. */
final class CompoundWriting {
    private final Plan plan;
    private final JavaTypes types;
    private final Sizes sizes;
    private final Growing growing;
    private final Carrying carrying;
    private final Writing writing;

    CompoundWriting(Plan plan, Carrying carrying, Writing writing) {
        this.plan = plan;
        this.types = new JavaTypes(plan.names());
        this.sizes = plan.sizes();
        this.growing = plan.growing();
        this.carrying = carrying;
        this.writing = writing;
    }

    MethodSpec.Builder composite(Value.Composite value, MethodSpec.Builder method, Env outside) {
        Env env = outside.inside(value);
        return plan.declared(
                value,
                struct -> method.addCode(fields(
                                struct.components(),
                                "value",
                                struct.declaration().name(),
                                env))
                        .addCode(completed(value, env)),
                union -> {
                    ScalarKind repr = union.declaration().repr();
                    union.declaration()
                            .storage()
                            .ifPresent(size -> method.addStatement("$T.clear(at, $L)", Api.MEMORY, size));
                    method.addCode("switch (value) {\n$>");
                    for (Plan.Alternative alternative : union.alternatives()) {
                        boolean empty = alternative.components().isEmpty();
                        method.addCode("case $T $L -> {\n$>", alternative.name(), empty ? "_" : "it")
                                .addStatement(Scalars.writeTag(
                                        repr, Scalars.tag(repr, alternative.discriminant()), CodeBlock.of("at")))
                                .addCode(fields(
                                        alternative.components(),
                                        "it",
                                        union.declaration().name() + "::" + alternative.variant(),
                                        env))
                                .addCode("$<}\n");
                    }
                    union.unknown()
                            .ifPresent(unknown -> method.addCode("case $T it -> {\n$>", unknown)
                                    .addStatement(
                                            "$L.put(it.variant(), $S, at)",
                                            env.copies(),
                                            growing.name(union.declaration()))
                                    .addCode("$<}\n"));
                    return method.addCode("$<}\n");
                });
    }

    /** What a newer library reads behind the fields of this version. */
    private CodeBlock completed(Value.Composite value, Env env) {
        return value.isGrowing()
                ? CodeBlock.builder()
                        .addStatement("$L.complete($S, at)", env.copies(), growing.name(value.declaration()))
                        .build()
                : CodeBlock.of("");
    }

    private CodeBlock fields(List<Plan.Component> components, String record, String place, Env env) {
        CodeBlock.Builder statements = CodeBlock.builder();
        for (Plan.Component component : components) {
            CodeBlock source = CodeBlock.of("$N.$N()", record, component.name());
            String path = place + "." + component.field();
            carrying.region(component.value(), source, Lifetimes.DYLIB, env)
                    .ifPresent(region -> statements.add(Carrying.requireOutlives(
                            region, env.region(Lifetimes.DYLIB), path + ": " + Lifetimes.DYLIB)));
            statements.add(
                    writing.write(component.value(), source, At.variable("at").plus(component.offset()), env.at(path)));
        }
        return statements.build();
    }

    MethodSpec.Builder option(Value.Option option, MethodSpec.Builder method, Env env) {
        boolean nullable = Sizes.isNullable(option);
        At at = At.variable("at");
        At payload = nullable || option.value() instanceof Value.Unit ? at : at.plus(sizes.offset(option, "Some.0"));
        if (!nullable) {
            method.addStatement("$T.putBool(at, value.isPresent())", Api.MEMORY);
        }
        method.beginControlFlow("if (value.isPresent())")
                .addStatement("$T some = value.get()", types.of(option.value()))
                .addCode(writing.write(option.value(), CodeBlock.of("some"), payload, env));
        if (nullable) {
            method.nextControlFlow("else").addStatement("$T.clear(at, $L)", Api.MEMORY, sizes.size(option));
        }
        return method.endControlFlow();
    }

    MethodSpec.Builder result(Value.Result result, MethodSpec.Builder method, Env env) {
        method.addCode("switch (value) {\n$>");
        answer(method, result, result.ok(), "Ok", env);
        answer(method, result, result.err(), "Err", env);
        return method.addCode("$<}\n");
    }

    private void answer(MethodSpec.Builder method, Value.Result result, Value part, String variant, Env env) {
        boolean isUnit = part instanceof Value.Unit;
        method.addCode(
                        "case $T.$N<$T, $T>($T $L) -> {\n$>",
                        Api.RESULT,
                        variant,
                        types.boxed(result.ok()),
                        types.boxed(result.err()),
                        types.boxed(part),
                        isUnit ? "_" : "it")
                .addStatement("$T.putBool(at, $L)", Api.MEMORY, variant.equals("Err"));
        if (!isUnit) {
            At payload = At.variable("at").plus(sizes.offset(result, variant + ".0"));
            method.addCode(writing.write(part, CodeBlock.of("it"), payload, env));
        }
        method.addCode("$<}\n");
    }

    MethodSpec.Builder tuple(Value.Tuple tuple, MethodSpec.Builder method, Env env) {
        for (int i = 0; i < tuple.elements().size(); i++) {
            At at = At.variable("at").plus(sizes.offset(tuple, Integer.toString(i)));
            method.addCode(
                    writing.write(tuple.elements().get(i), CodeBlock.of("value.$N()", Names.position(i)), at, env));
        }
        return method;
    }

    MethodSpec.Builder array(Value.Array array, MethodSpec.Builder method, Env env) {
        return method.addStatement(
                "$1T.put($1T.elements(value,$W$2L,$Wplace),$Wat,$W$3L,$W$4L)",
                Api.SLICES,
                array.length(),
                sizes.size(array.element()),
                writing.writer(array.element(), env));
    }
}
