package org.rdylib.codegen.java.value;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Growing;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.TypeDeclaration;

/** The methods that read what is made of other values: declared types, options, results, tuples and arrays. */
final class CompoundReading {
    private final Plan plan;
    private final Sizes sizes;
    private final Growing growing;
    private final DefaultValues defaults;
    private final Reading reading;

    CompoundReading(Plan plan, Reading reading) {
        this.plan = plan;
        this.sizes = plan.sizes();
        this.growing = plan.growing();
        this.defaults = new DefaultValues(plan.names());
        this.reading = reading;
    }

    MethodSpec.Builder composite(Value.Composite value, MethodSpec.Builder method, Env outside) {
        return plan.declared(
                value,
                struct -> {
                    Env env = outside.inside(value);
                    return method.addStatement(
                            "return $L",
                            made(
                                    struct.name(),
                                    struct.components(),
                                    struct.declaration().name(),
                                    env,
                                    (i, read) -> present(struct, i, read, env)));
                },
                union -> {
                    Env env = outside.inside(value);
                    ScalarKind repr = union.declaration().repr();
                    CodeBlock tag = Scalars.readTag(repr, CodeBlock.of("at"));
                    boolean wide = Scalars.isLong(repr);
                    method.addStatement("$T tag = $L", wide ? TypeName.LONG : TypeName.INT, tag);
                    if (!wide) {
                        method.addCode("return switch (tag) {\n$>");
                    }
                    for (Plan.Alternative alternative : union.alternatives()) {
                        CodeBlock made = made(
                                alternative.name(),
                                alternative.components(),
                                union.declaration().name() + "::" + alternative.variant(),
                                env,
                                (_, read) -> read);
                        CodeBlock discriminant = Scalars.tag(repr, alternative.discriminant());
                        if (wide) {
                            method.beginControlFlow("if (tag == $L)", discriminant)
                                    .addStatement("return $L", made)
                                    .endControlFlow();
                        } else {
                            method.addCode("case $L -> $L;\n", discriminant, made);
                        }
                    }
                    CodeBlock unknown = union.unknown()
                            .map(record -> unknown(union, record, env))
                            .orElseGet(() -> CodeBlock.of(
                                    "throw $1T.unknownTag(tag, $2S, $2S)",
                                    Api.VALUES,
                                    union.declaration().name()));
                    boolean throwing = union.unknown().isEmpty();
                    return wide
                            ? method.addStatement("$L$L", throwing ? "" : "return ", unknown)
                            : method.addCode("default -> $L;\n", unknown).addCode("$<};\n");
                });
    }

    /** A variant that the library knows and this version does not. */
    private CodeBlock unknown(Plan.Union union, ClassName record, Env env) {
        TypeDeclaration.Enum declaration = union.declaration();
        List<CodeBlock> arguments = new ArrayList<>(List.of(
                CodeBlock.of("$S", growing.name(declaration)),
                Scalars.unsignedTag(declaration.repr(), CodeBlock.of("tag")),
                CodeBlock.of("at"),
                CodeBlock.of("$L", declaration.storage().orElseThrow())));
        declaration.lifetimes().forEach(lifetime -> arguments.add(lasting(env.region(Lifetimes.name(lifetime)))));
        return CodeBlock.of("new $T($L.unknown($L))", record, env.copies(), CodeBlock.join(arguments, ",$W"));
    }

    /** The region of something that may use what the library was lent for that region, though nobody drops it. */
    private CodeBlock lasting(CodeBlock region) {
        return plan.isKept() ? CodeBlock.of("$T.lasting($L)", Api.REGIONS, region) : region;
    }

    /** A field that the library may not know is its default then. */
    private CodeBlock present(Plan.Struct struct, int index, CodeBlock read, Env env) {
        return struct.declaration()
                .fields()
                .get(index)
                .defaultValue()
                .map(value -> CodeBlock.of(
                        "$L.has($S, $L)$W? $L$W: $L",
                        env.copies(),
                        growing.name(struct.declaration()),
                        index,
                        read,
                        defaults.of(struct.components().get(index).value(), value.text())))
                .orElse(read);
    }

    private CodeBlock made(
            ClassName record,
            List<Plan.Component> components,
            String place,
            Env env,
            BiFunction<Integer, CodeBlock, CodeBlock> field) {
        List<CodeBlock> arguments = IntStream.range(0, components.size())
                .mapToObj(i -> field.apply(
                        i,
                        reading.read(
                                components.get(i).value(),
                                At.variable("at").plus(components.get(i).offset()),
                                env.at(place + "." + components.get(i).field()))))
                .toList();
        return CodeBlock.of("new $T($L)", record, CodeBlock.join(arguments, ",$W"));
    }

    MethodSpec.Builder option(Value.Option option, MethodSpec.Builder method, Env env) {
        At at = At.variable("at");
        if (Sizes.isNullable(option)) {
            return method.addStatement(
                    "return $L == 0$W? $T.empty()$W: $T.of($L)",
                    Reading.word(at),
                    Api.OPTIONAL,
                    Api.OPTIONAL,
                    reading.read(option.value(), at, env));
        }
        return tagged(
                method,
                "Option",
                CodeBlock.of("$T.empty()", Api.OPTIONAL),
                CodeBlock.of("$T.of($L)", Api.OPTIONAL, payload(option, option.value(), "Some.0", env)));
    }

    MethodSpec.Builder result(Value.Result result, MethodSpec.Builder method, Env env) {
        return tagged(
                method,
                "Result",
                CodeBlock.of("$T.ok($L)", Api.RESULT, payload(result, result.ok(), "Ok.0", env)),
                CodeBlock.of("$T.err($L)", Api.RESULT, payload(result, result.err(), "Err.0", env)));
    }

    private CodeBlock payload(Value whole, Value part, String path, Env env) {
        return part instanceof Value.Unit
                ? reading.read(part, At.variable("at"), env)
                : reading.read(part, At.variable("at").plus(sizes.offset(whole, path)), env);
    }

    private static MethodSpec.Builder tagged(MethodSpec.Builder method, String type, CodeBlock zero, CodeBlock one) {
        return method.addStatement("int tag = $T.getByte(at) & 0xFF", Api.MEMORY)
                .addCode("return switch (tag) {\n$>")
                .addCode("case 0 -> $L;\n", zero)
                .addCode("case 1 -> $L;\n", one)
                .addCode("default -> throw $T.unknownTag(tag, $S, place);\n", Api.VALUES, type)
                .addCode("$<};\n");
    }

    MethodSpec.Builder tuple(Value.Tuple tuple, MethodSpec.Builder method, Env env) {
        List<CodeBlock> elements = IntStream.range(0, tuple.elements().size())
                .mapToObj(i -> reading.read(
                        tuple.elements().get(i), At.variable("at").plus(sizes.offset(tuple, Integer.toString(i))), env))
                .toList();
        ClassName type = plan.names().tuple(elements.size());
        return method.addStatement("return new $T<>($L)", type, CodeBlock.join(elements, ",$W"));
    }

    MethodSpec.Builder array(Value.Array array, MethodSpec.Builder method, Env env) {
        return method.addStatement(
                "return $T.list(at,$W$L,$W$L,$W$L,$W$L,$Wplace)",
                Api.SLICES,
                array.length(),
                sizes.size(array.element()),
                1, // whatever the struct around it is packed to
                reading.reader(array.element(), env));
    }
}
