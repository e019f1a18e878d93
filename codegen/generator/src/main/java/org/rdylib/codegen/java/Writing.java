package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import org.rdylib.codegen.java.Value.Holding;
import org.rdylib.spec.ScalarKind;

/** Code that puts Java values into memory. */
final class Writing {
    private final Plan plan;
    private final JavaTypes types;
    private final Sizes sizes;
    private final Helpers helpers;
    private final Tags tags;

    Writing(Plan plan, Helpers helpers, Tags tags) {
        this.plan = plan;
        this.types = new JavaTypes(plan.names());
        this.sizes = plan.sizes();
        this.helpers = helpers;
        this.tags = tags;
    }

    /**
     * The statements that put a value at an address. What is copied takes its memory from a variable {@code call}.
     *
     * @param source an expression without effects, which may be evaluated more than once
     */
    CodeBlock write(Value value, CodeBlock source, At at, Env env) {
        return switch (value) {
            case Value.Scalar s -> Scalars.write(s.kind(), source, at.code(), env.place());
            case Value.Unit _ -> CodeBlock.builder().build();
            case Value.PlainEnum e -> Scalars.writeTag(e.declaration().repr(), tags.encode(e, source, env), at.code());
            case Value.Text t
            when t.holding() == Holding.BORROWED ->
                t.terminated()
                        ? putWord(at, address(source))
                        : putWords(at, address(source), CodeBlock.of("$L.byteLength()", source));
            case Value.Slice s
            when s.holding() == Holding.BORROWED -> putWords(at, address(source), CodeBlock.of("$L.size()", source));
            case Value.Ref r when r.holding() == Holding.BORROWED -> putWord(at, address(source));
            case Value.Text t -> call(t, source, at, env, (method, _) -> text(t, method));
            case Value.Slice s -> call(s, source, at, env, (method, inner) -> slice(s, method, inner));
            case Value.Ref r -> call(r, source, at, env, (method, inner) -> reference(r, method, inner));
            case Value.Composite c -> call(c, source, at, env, (method, inner) -> composite(c, method, inner));
            case Value.Option o -> call(o, source, at, env, (method, inner) -> option(o, method, inner));
            case Value.Result r -> call(r, source, at, env, (method, inner) -> result(r, method, inner));
            case Value.Tuple t -> call(t, source, at, env, (method, inner) -> tuple(t, method, inner));
            case Value.Array a -> call(a, source, at, env, (method, inner) -> array(a, method, inner));
            case Value.Mut _, Value.Called _, Value.Owned _ ->
                throw new IllegalArgumentException(value.at() + ": not written");
        };
    }

    /** The address of what a view views. */
    static CodeBlock address(CodeBlock view) {
        return CodeBlock.of("$T.address($L)", Api.VIEWS, view);
    }

    /** A function that puts a value at an address. */
    CodeBlock writer(Value value, Env env) {
        String element = env.variables().number("element");
        String address = env.variables().number("address");
        CodeBlock body = write(value, CodeBlock.of("$N", element), At.variable(address), env);
        return CodeBlock.of("($N, $N) -> {\n$>$L$<}", element, address, body);
    }

    /** The address of a copy of a slice's elements, and their number, for an argument or a field. */
    CodeBlock copied(Value.Slice slice, CodeBlock source, Env env) {
        return slice.element() instanceof Value.Scalar s
                ? copiedArray(s.kind(), source, env)
                : CodeBlock.of(
                        "call.copy($L, $L, $L, $L)",
                        source,
                        sizes.size(slice.element()),
                        sizes.align(slice.element()),
                        writer(slice.element(), env));
    }

    private static CodeBlock copiedArray(ScalarKind kind, CodeBlock source, Env env) {
        return switch (kind) {
            case BOOL -> CodeBlock.of("call.copy($L)", source);
            case U16, U32, CHAR ->
                CodeBlock.of("call.copy($T.$N($L, $L))", Api.VALUES, Reading.ofArray(kind), source, env.place());
            case U8, I8, I16, I32, U64, I64, USIZE, ISIZE, F32, F64 -> CodeBlock.of("call.copy($L)", source);
            case U128, I128 -> throw new IllegalArgumentException(kind.spelling() + " has been refused");
        };
    }

    /** What counts the elements of a copied slice. */
    static CodeBlock length(Value.Slice slice, CodeBlock source) {
        return CodeBlock.of(slice.element() instanceof Value.Scalar ? "$L.length" : "$L.size()", source);
    }

    private static CodeBlock putWord(At at, CodeBlock word) {
        return CodeBlock.builder()
                .addStatement("$T.putLong($L, $L)", Api.MEMORY, at.code(), word)
                .build();
    }

    private static CodeBlock putWords(At at, CodeBlock first, CodeBlock second) {
        return CodeBlock.builder()
                .add(putWord(at, first))
                .add(putWord(at.plus(Sizes.WORD), second))
                .build();
    }

    private CodeBlock call(Value value, CodeBlock source, At at, Env env, Helpers.Body body) {
        boolean copies = Shape.of(value).copies();
        boolean placed = !(value instanceof Value.Composite);
        CodeBlock name = helpers.method("write", value, env, (method, inner) -> {
            if (copies) {
                method.addParameter(Api.CALL_FRAME, "call");
            }
            method.addParameter(types.of(value), "value").addParameter(TypeName.LONG, "at");
            if (placed) {
                method.addParameter(String.class, "place");
            }
            return body.apply(method, inner);
        });
        List<CodeBlock> arguments = new ArrayList<>();
        if (copies) {
            arguments.add(CodeBlock.of("call"));
        }
        arguments.add(source);
        arguments.add(at.code());
        if (placed) {
            arguments.add(env.place());
        }
        return CodeBlock.builder()
                .addStatement("$L($L)", name, CodeBlock.join(arguments, ", "))
                .build();
    }

    private static MethodSpec.Builder text(Value.Text text, MethodSpec.Builder method) {
        At at = At.variable("at");
        if (text.terminated()) {
            return method.addCode(putWord(at, CodeBlock.of("call.copy($T.cUtf8(value))", Api.VALUES)));
        }
        return method.addStatement("byte[] bytes = $T.utf8(value)", Api.VALUES)
                .addCode(putWords(at, CodeBlock.of("call.copy(bytes)"), CodeBlock.of("bytes.length")));
    }

    private MethodSpec.Builder slice(Value.Slice slice, MethodSpec.Builder method, Env env) {
        CodeBlock source = CodeBlock.of("value");
        if (!(slice.element() instanceof Value.Scalar)) {
            method.addStatement("$T elements = $T.copyOf(value)", types.of(slice), Api.LIST);
            source = CodeBlock.of("elements");
        }
        return method.addCode(putWords(At.variable("at"), copied(slice, source, env), length(slice, source)));
    }

    private MethodSpec.Builder reference(Value.Ref reference, MethodSpec.Builder method, Env env) {
        return method.addStatement(
                        "long target = call.reserve($L, $L)",
                        sizes.size(reference.target()),
                        sizes.align(reference.target()))
                .addCode(write(reference.target(), CodeBlock.of("value"), At.variable("target"), env))
                .addCode(putWord(At.variable("at"), CodeBlock.of("target")));
    }

    private MethodSpec.Builder composite(Value.Composite value, MethodSpec.Builder method, Env outside) {
        Env env = outside.inside(value);
        return plan.declared(
                value,
                struct -> method.addCode(fields(
                        struct.components(), "value", struct.declaration().name(), env)),
                union -> {
                    ScalarKind repr = union.declaration().repr();
                    method.addCode("switch (value) {\n$>");
                    for (Plan.Alternative alternative : union.alternatives()) {
                        boolean empty = alternative.components().isEmpty();
                        method.addCode("case $T $L -> {\n$>", alternative.name(), empty ? "_" : "it")
                                .addCode(Scalars.writeTag(
                                        repr, Scalars.tag(repr, alternative.discriminant()), CodeBlock.of("at")))
                                .addCode(fields(
                                        alternative.components(),
                                        "it",
                                        union.declaration().name() + "::" + alternative.variant(),
                                        env))
                                .addCode("$<}\n");
                    }
                    return method.addCode("$<}\n");
                });
    }

    private CodeBlock fields(List<Plan.Component> components, String record, String place, Env env) {
        CodeBlock.Builder statements = CodeBlock.builder();
        for (Plan.Component component : components) {
            statements.add(write(
                    component.value(),
                    CodeBlock.of("$N.$N()", record, component.name()),
                    At.variable("at").plus(component.offset()),
                    env.at(place + "." + component.field())));
        }
        return statements.build();
    }

    private MethodSpec.Builder option(Value.Option option, MethodSpec.Builder method, Env env) {
        boolean nullable = Sizes.isNullable(option);
        At at = At.variable("at");
        At payload = nullable || option.value() instanceof Value.Unit ? at : at.plus(sizes.offset(option, "Some.0"));
        if (!nullable) {
            method.addStatement("$T.putBool(at, value.isPresent())", Api.MEMORY);
        }
        method.beginControlFlow("if (value.isPresent())")
                .addStatement("$T some = value.get()", types.of(option.value()))
                .addCode(write(option.value(), CodeBlock.of("some"), payload, env));
        if (nullable) {
            method.nextControlFlow("else").addStatement("$T.clear(at, $L)", Api.MEMORY, sizes.size(option));
        }
        return method.endControlFlow();
    }

    private MethodSpec.Builder result(Value.Result result, MethodSpec.Builder method, Env env) {
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
            method.addCode(write(part, CodeBlock.of("it"), payload, env));
        }
        method.addCode("$<}\n");
    }

    private MethodSpec.Builder tuple(Value.Tuple tuple, MethodSpec.Builder method, Env env) {
        List<String> components = List.of("first", "second", "third");
        for (int i = 0; i < tuple.elements().size(); i++) {
            At at = At.variable("at").plus(sizes.offset(tuple, Integer.toString(i)));
            method.addCode(write(tuple.elements().get(i), CodeBlock.of("value.$N()", components.get(i)), at, env));
        }
        return method;
    }

    private MethodSpec.Builder array(Value.Array array, MethodSpec.Builder method, Env env) {
        return method.addStatement(
                "$T.put($T.elements(value, $L, place), at, $L, $L)",
                Api.VIEWS,
                Api.VALUES,
                array.length(),
                sizes.size(array.element()),
                writer(array.element(), env));
    }
}
