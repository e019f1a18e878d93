package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Growing;
import org.rdylib.codegen.java.plan.Ownership;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.spec.ScalarKind;

/**
 * Code that frees what a value in memory owns, once it has been read or could not be. What owned values consist of is
 * destroyed by their maker along with them, unless there are objects in it, which reading has taken over.
 */
public final class Freeing {
    private final Plan plan;
    private final Sizes sizes;
    private final Growing growing;
    private final Helpers helpers;

    Freeing(Plan plan, Helpers helpers) {
        this.plan = plan;
        this.sizes = plan.sizes();
        this.growing = plan.growing();
        this.helpers = helpers;
    }

    /** Whether there is anything to free in a value. */
    public static boolean isNeeded(Value value) {
        return Ownership.of(value) != Ownership.NOTHING;
    }

    /**
     * The expression that frees the value at an address.
     *
     * @param value one for which this {@link #isNeeded}
     */
    public CodeBlock free(Value value, At at, Env env) {
        return switch (value) {
            case Value.OwnedText t -> owned(t.growing() ? "freeVector" : "freeSlice", at, CodeBlock.of(""));
            case Value.Vector v ->
                owned(
                        v.growing() ? "freeVector" : "freeSlice",
                        at,
                        givesAway(v.element())
                                ? CodeBlock.of(",$W$L,$W$L", sizes.size(v.element()), freer(v.element(), env))
                                : CodeBlock.of(""));
            case Value.Boxed(Value.Composite c, boolean counted, var _)
            when !counted && freesFields(c) ->
                CodeBlock.of(
                        "$L.freeBox($L,$W$S,$W$L)",
                        env.received(),
                        at.code(),
                        growing.name(c.declaration()),
                        fieldsFreer(c));
            case Value.Boxed b ->
                owned(
                        b.counted() ? "release" : "freeBox",
                        at,
                        givesAway(b.target()) ? CodeBlock.of(",$W$L", freer(b.target(), env)) : CodeBlock.of(""));
            case Value.Opaque o when isLent(o) -> CodeBlock.of("$L.lent()", env.received());
            case Value.Function _, Value.ViewedObject _, Value.ViewedClosure _, Value.Ref _, Value.Slice _ ->
                CodeBlock.of("$L.lent()", env.received());
            case Value.Opaque o
            when o.having() == Value.Having.OWNED ->
                CodeBlock.of(
                        "$L.drop($L,$W$S)",
                        env.received(),
                        at.code(),
                        o.declaration().name());
            case Value.BoxedObject _, Value.BoxedClosure _ -> CodeBlock.of("$L.drop($L)", env.received(), at.code());
            case Value.Array a ->
                CodeBlock.of(
                        "$T.each($L,$W$L,$W$L,$W$L)",
                        Api.OWNED,
                        at.code(),
                        a.length(),
                        sizes.size(a.element()),
                        freer(a.element(), env));
            // None is null in the first word, and null is never freed.
            case Value.Option o when Sizes.isNullable(o) -> free(o.value(), at, env);
            case Value.Option o -> call(o, at, env, (method, inner) -> option(o, method, inner));
            case Value.Result r -> call(r, at, env, (method, inner) -> result(r, method, inner));
            case Value.Tuple t -> call(t, at, env, (method, inner) -> tuple(t, method, inner));
            case Value.Composite c when freesFields(c) -> throw new IllegalArgumentException(c.at() + ": not in a Box");
            case Value.Composite c ->
                call(c.generic(), at, env, (method, inner) -> composite(c.generic(), method, inner, Guard.NONE));
            case Value.Scalar _, Value.Unit _, Value.PlainEnum _, Value.Text _ -> throw ownsNothing(value);
            case Value.LentObject _, Value.Opaque _, Value.Wide _, Value.MutWithin _, Value.MutViewed _ ->
                throw ownsNothing(value);
            case Value.Mut _, Value.MutSlice _, Value.MutText _, Value.Pointer _, Value.Called _ ->
                throw ownsNothing(value);
        };
    }

    /** Whether it is code, or a view of what is the library's, so that there is nothing to drop. */
    public static boolean isLent(Value value) {
        return switch (value) {
            case Value.Function _, Value.ViewedObject _, Value.ViewedClosure _, Value.Ref _, Value.Slice _ -> true;
            case Value.Opaque o -> o.having() != Value.Having.OWNED;
            case Value.Option(Value inner, var _) -> isLent(inner);
            case Value _ -> false;
        };
    }

    private static IllegalArgumentException ownsNothing(Value value) {
        return new IllegalArgumentException(value.at() + ": nothing to free");
    }

    /** Whether reading such a value takes something out of it. */
    private static boolean givesAway(Value value) {
        return Ownership.of(value) == Ownership.OBJECTS;
    }

    private static CodeBlock owned(String method, At at, CodeBlock contents) {
        return CodeBlock.of("$T.$N($L$L)", Api.OWNED, method, at.code(), contents);
    }

    /** A function that frees the value at an address. */
    public CodeBlock freer(Value value, Env env) {
        String address = env.variables().number("address");
        CodeBlock body = free(value, At.variable(address), env);
        env.variables().release(address);
        return CodeBlock.of("$N -> $L", address, body);
    }

    private CodeBlock call(Value value, At at, Env env, Helpers.Body body) {
        boolean givesAway = givesAway(value);
        CodeBlock name = helpers.method("free", value, env, (method, inner) -> {
            if (givesAway) {
                method.addParameter(Api.RECEIVING, "received");
            }
            return body.apply(method.addParameter(TypeName.LONG, "at"), inner);
        });
        List<CodeBlock> arguments = new ArrayList<>();
        if (givesAway) {
            arguments.add(env.received());
        }
        arguments.add(at.code());
        return CodeBlock.of("$L($L)", name, CodeBlock.join(arguments, ",$W"));
    }

    /** Whether a struct may have grown of which something is taken, so that which fields it has is to be asked. */
    static boolean freesFields(Value.Composite value) {
        return value.isGrowing() && givesAway(value);
    }

    /** A reference to the method that frees those fields of such a struct that it is asked to. */
    CodeBlock fieldsFreer(Value.Composite value) {
        return helpers.reference("free", value.generic(), freed(value.generic()));
    }

    private Helpers.Body freed(Value.Composite value) {
        return (method, outside) -> {
            method.addParameter(Api.RECEIVING, "received")
                    .addParameter(Api.OWNED.nestedClass("Fields"), "fields")
                    .addParameter(TypeName.LONG, "at");
            return composite(value, method, outside, Freeing::ifAsked);
        };
    }

    /** What is done with the statement for a field, by the number of the field. */
    private interface Guard {
        Guard NONE = (_, free) -> free;

        CodeBlock of(int index, CodeBlock free);
    }

    private static CodeBlock ifAsked(int index, CodeBlock free) {
        return CodeBlock.builder()
                .beginControlFlow("if (fields.has($L))", index)
                .add(free)
                .endControlFlow()
                .build();
    }

    /** The statement for a part, if it owns anything. */
    private CodeBlock part(Value part, At at, Env env) {
        return isNeeded(part)
                ? CodeBlock.builder().addStatement(free(part, at, env)).build()
                : CodeBlock.of("");
    }

    private MethodSpec.Builder option(Value.Option option, MethodSpec.Builder method, Env env) {
        return tagged(method, 1, part(option.value(), At.variable("at").plus(sizes.offset(option, "Some.0")), env));
    }

    private MethodSpec.Builder result(Value.Result result, MethodSpec.Builder method, Env env) {
        if (isNeeded(result.ok())) {
            tagged(method, 0, part(result.ok(), At.variable("at").plus(sizes.offset(result, "Ok.0")), env));
        }
        if (isNeeded(result.err())) {
            tagged(method, 1, part(result.err(), At.variable("at").plus(sizes.offset(result, "Err.0")), env));
        }
        return method;
    }

    private static MethodSpec.Builder tagged(MethodSpec.Builder method, int tag, CodeBlock free) {
        return method.beginControlFlow("if ($T.getByte(at) == $L)", Api.MEMORY, tag)
                .addCode(free)
                .endControlFlow();
    }

    private MethodSpec.Builder tuple(Value.Tuple tuple, MethodSpec.Builder method, Env env) {
        IntStream.range(0, tuple.elements().size())
                .mapToObj(i -> part(
                        tuple.elements().get(i), At.variable("at").plus(sizes.offset(tuple, Integer.toString(i))), env))
                .forEach(method::addCode);
        return method;
    }

    private MethodSpec.Builder composite(Value.Composite value, MethodSpec.Builder method, Env outside, Guard guard) {
        Env env = outside.inside(value);
        return plan.declared(
                value,
                struct -> method.addCode(components(struct.components(), env, guard)),
                union -> union(union, method, env));
    }

    private CodeBlock components(List<Plan.Component> components, Env env, Guard guard) {
        return IntStream.range(0, components.size())
                .mapToObj(i -> component(i, components.get(i), env, guard))
                .collect(CodeBlock.joining(""));
    }

    private CodeBlock component(int index, Plan.Component component, Env env, Guard guard) {
        CodeBlock free = part(component.value(), At.variable("at").plus(component.offset()), env);
        return free.isEmpty() ? free : guard.of(index, free);
    }

    /** A variant that does not exist owns nothing that anybody knows of. */
    private MethodSpec.Builder union(Plan.Union union, MethodSpec.Builder method, Env env) {
        ScalarKind repr = union.declaration().repr();
        method.addStatement(
                "$T tag = $L",
                Scalars.isLong(repr) ? TypeName.LONG : TypeName.INT,
                Scalars.readTag(repr, CodeBlock.of("at")));
        for (Plan.Alternative alternative : union.alternatives()) {
            CodeBlock free = components(alternative.components(), env, Guard.NONE);
            if (!free.isEmpty()) {
                method.beginControlFlow("if (tag == $L)", Scalars.tag(repr, alternative.discriminant()))
                        .addCode(free)
                        .endControlFlow();
            }
        }
        return method;
    }
}
