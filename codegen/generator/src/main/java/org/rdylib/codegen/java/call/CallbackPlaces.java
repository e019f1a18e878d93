package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.List;
import java.util.Optional;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Scope;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.At;
import org.rdylib.codegen.java.value.Freeing;
import org.rdylib.codegen.java.value.Marshalling;
import org.rdylib.codegen.java.value.Writing;

/** Code for what a callback is lent as {@code &mut}: Java is given what is in the place, and what it leaves is put there. */
final class CallbackPlaces {
    private final JavaTypes types;
    private final Sizes sizes;
    private final Marshalling marshalling;
    private final MutSlices slices;

    CallbackPlaces(Plan plan, Marshalling marshalling) {
        this.types = new JavaTypes(plan.names());
        this.sizes = plan.sizes();
        this.marshalling = marshalling;
        this.slices = new MutSlices(plan, marshalling);
    }

    /**
     * What a callback is given.
     *
     * @param variable that holds it
     * @param before the statements that declare that
     * @param after the statements that put back what has become of it
     */
    record Given(String variable, CodeBlock before, CodeBlock after) {}

    /**
     * The same, before it is known whether it may be missing.
     *
     * @param check statements that see to it that there is a place
     * @param made the expression for what Java is given
     * @param after the statements that put back what has become of it
     */
    private record Place(CodeBlock check, CodeBlock made, CodeBlock after) {}

    /**
     * Gives Java a parameter, if that is a place.
     *
     * @param words the variables for what was passed
     */
    Optional<Given> give(Value value, String name, List<String> words, Scope variables, Env env) {
        String holder = name + "Value";
        return switch (value) {
            case Value.Mut _, Value.MutText _, Value.MutSlice _ ->
                Optional.of(given(value, name, words, variables.number(holder), variables, env));
            case Value.Option option
            when option.isPlace() ->
                Optional.of(optional(option, name, words, variables.number(holder), variables, env));
            case Value _ -> Optional.empty();
        };
    }

    private Given given(Value value, String name, List<String> words, String holder, Scope variables, Env env) {
        Place place = place(value, name, words, CodeBlock.of("$N", holder), variables, env);
        CodeBlock before = CodeBlock.builder()
                .add(place.check())
                .addStatement("$T $N = $L", types.of(value), holder, place.made())
                .build();
        return new Given(holder, before, place.after());
    }

    /** Null is passed for what is missing. */
    private Given optional(
            Value.Option option, String name, List<String> words, String holder, Scope variables, Env env) {
        Place place = place(option.value(), name, words, CodeBlock.of("$N.get()", holder), variables, env);
        String there = words.getFirst();
        CodeBlock.Builder before = CodeBlock.builder();
        if (!place.check().isEmpty()) {
            before.beginControlFlow("if ($N != 0)", there).add(place.check()).endControlFlow();
        }
        TypeName type = types.of(option);
        before.addStatement(
                "$T $N = $N == 0$W? $T.empty()$W: $T.of($L)",
                type,
                holder,
                there,
                Api.OPTIONAL,
                Api.OPTIONAL,
                place.made());
        CodeBlock after = CodeBlock.builder()
                .beginControlFlow("if ($N.isPresent())", holder)
                .add(place.after())
                .endControlFlow()
                .build();
        return new Given(holder, before.build(), after);
    }

    private Place place(Value value, String name, List<String> words, CodeBlock holder, Scope variables, Env env) {
        return switch (value) {
            case Value.Mut mut -> one(mut, name, words.getFirst(), holder, variables, env);
            case Value.MutSlice slice when slice.isList() -> list(slice, name, words, holder, variables, env);
            case Value.MutSlice slice -> array(slice, words, holder, env);
            case Value _ -> text(words, holder, env);
        };
    }

    private Place one(Value.Mut mut, String name, String word, CodeBlock holder, Scope variables, Env env) {
        At at = At.variable(word);
        String left = variables.number(name + "Left");
        CodeBlock check = CodeBlock.builder()
                .addStatement("$T.reference($L, $L, $L)", Api.VALUES, at.code(), sizes.align(mut.target()), env.place())
                .build();
        CodeBlock made =
                CodeBlock.of("$T.of($L)", Api.MUT, marshalling.reading().read(mut.target(), at, env));
        CodeBlock source = CodeBlock.of("$N", left);
        CodeBlock end = CodeBlock.of("upcall.end($L)", holder);
        CodeBlock after = CodeBlock.builder()
                .addStatement("$T $N = $L", types.of(mut.target()), left, Shape.frozen(mut.target(), end, env.place()))
                .add(marshalling.carrying().left(mut.target(), source, env))
                .add(
                        Freeing.isNeeded(mut.target())
                                ? renew(mut.target(), source, word, variables.number(name + "New"), env)
                                : replace(mut.target(), source, at, env))
                .build();
        return new Place(check, made, after);
    }

    /** What owns something comes to its place with the callback's answer, and what was there is freed. */
    private CodeBlock renew(Value target, CodeBlock source, String word, String renewed, Env env) {
        return CodeBlock.builder()
                .addStatement(
                        "long $N = upcall.replacing($N,$W$L,$W$L)",
                        renewed,
                        word,
                        sizes.size(target),
                        marshalling.freeing().freer(target, env))
                .add(marshalling.writing().write(target, source, At.variable(renewed), env))
                .build();
    }

    private CodeBlock replace(Value target, CodeBlock source, At at, Env env) {
        // A number is written at once, or refused before.
        return target instanceof Value.Scalar || target instanceof Value.PlainEnum
                ? marshalling.writing().write(target, source, at, env)
                : CodeBlock.builder()
                        .addStatement(
                                "$T.replaceOne($L,$W$L,$W$L,$W$L)",
                                Api.SLICES,
                                source,
                                at.code(),
                                sizes.size(target),
                                marshalling.writing().writer(target, env))
                        .build();
    }

    private static Place text(List<String> words, CodeBlock holder, Env env) {
        CodeBlock made = CodeBlock.of(
                "$T.of($T.string($N,$W$N,$W$L))", Api.MUT, Api.VALUES, words.getFirst(), words.getLast(), env.place());
        CodeBlock after = CodeBlock.builder()
                .addStatement(
                        "$T.replace(upcall.end($L),$W$N,$W$N,$W$L)",
                        Api.VALUES,
                        holder,
                        words.getFirst(),
                        words.getLast(),
                        env.place())
                .build();
        return new Place(CodeBlock.of(""), made, after);
    }

    private Place array(Value.MutSlice slice, List<String> words, CodeBlock holder, Env env) {
        Value.Scalar element = (Value.Scalar) slice.element();
        CodeBlock read = slices.read(slice, words.getFirst(), words.getLast(), env);
        CodeBlock after = CodeBlock.builder()
                .addStatement(
                        "$T.put($L,$W$N)",
                        Api.SLICES,
                        Writing.checkedArray(element.kind(), holder, env),
                        words.getFirst())
                .build();
        return new Place(CodeBlock.of(""), read, after);
    }

    private Place list(
            Value.MutSlice slice, String name, List<String> words, CodeBlock holder, Scope variables, Env env) {
        String left = variables.number(name + "Left");
        CodeBlock made = CodeBlock.of("$T.of($L)", Api.MUT, slices.read(slice, words.getFirst(), words.getLast(), env));
        CodeBlock after = CodeBlock.builder()
                .addStatement(
                        "$T $N = $T.elements(upcall.end($L),$W(int) $N,$W$L)",
                        types.listOf(slice.element()),
                        left,
                        Api.SLICES,
                        holder,
                        words.getLast(),
                        env.place())
                .add(marshalling.carrying().left(slice, CodeBlock.of("$N", left), env))
                .add(
                        Freeing.isNeeded(slice.element())
                                ? renewEach(slice.element(), name, words, left, variables, env)
                                : replaceEach(slice.element(), words.getFirst(), left, env))
                .build();
        return new Place(CodeBlock.of(""), made, after);
    }

    private CodeBlock replaceEach(Value element, String at, String left, Env env) {
        return CodeBlock.builder()
                .addStatement(
                        "$T.replace($N,$W$N,$W$L,$W$L)",
                        Api.SLICES,
                        left,
                        at,
                        sizes.size(element),
                        marshalling.writing().writer(element, env))
                .build();
    }

    private CodeBlock renewEach(Value element, String name, List<String> words, String left, Scope variables, Env env) {
        String making = variables.number(name + "Making");
        String renewed = variables.number(name + "New");
        String address = env.variables().number("address");
        long size = sizes.size(element);
        CodeBlock former = CodeBlock.of(
                "$N -> $T.each($N,$W$N,$W$L,$W$L)",
                address,
                Api.OWNED,
                address,
                words.getLast(),
                size,
                marshalling.freeing().freer(element, env));
        env.variables().release(address);
        return CodeBlock.builder()
                .addStatement("$T $N = $L", Api.MAKING, making, env.making())
                .addStatement(
                        "long $N = upcall.replacing($N,$W$N * $L,$W$L)",
                        renewed,
                        words.getFirst(),
                        words.getLast(),
                        size,
                        former)
                .addStatement(
                        "$T.put($N,$W$N,$W$L,$W$L)",
                        Api.SLICES,
                        left,
                        renewed,
                        size,
                        marshalling.writing().writer(element, env.making(making)))
                .build();
    }
}
