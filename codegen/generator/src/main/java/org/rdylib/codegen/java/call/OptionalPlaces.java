package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Argument;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Growing;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.At;
import org.rdylib.codegen.java.value.Freeing;
import org.rdylib.codegen.java.value.Marshalling;
import org.rdylib.codegen.java.value.Passed;
import org.rdylib.codegen.java.value.Writing;

/** Code for {@code Option<&mut T>} and the like, which is an {@code Optional} of what is passed where nothing is missing. */
final class OptionalPlaces {
    private final Sizes sizes;
    private final Growing growing;
    private final Marshalling marshalling;

    OptionalPlaces(Plan plan, Marshalling marshalling) {
        this.sizes = plan.sizes();
        this.growing = plan.growing();
        this.marshalling = marshalling;
    }

    /** Passes a parameter of a generated method to the library: null for what is missing. */
    Passed pass(Value place, Argument argument, Env env) {
        return switch (place) {
            case Value.Mut mut -> place(mut, argument, env);
            case Value.MutSlice slice -> slice(slice, argument, env);
            case Value _ -> text(argument, env);
        };
    }

    private Passed place(Value.Mut mut, Argument argument, Env env) {
        Value target = mut.target();
        String at = env.variables().number(argument.name() + "At");
        CodeBlock before = CodeBlock.builder()
                .addStatement(
                        "long $N = $N.isPresent()$W? frame.reserve($L, $L)$W: 0L",
                        at,
                        argument.content(),
                        growing.size(target, env),
                        growing.align(target, env))
                .beginControlFlow("if ($N != 0)", at)
                .add(marshalling.writing().write(target, content(argument), At.variable(at), env))
                .endControlFlow()
                .build();
        CodeBlock read = marshalling.reading().read(target, At.variable(at), env);
        CodeBlock release = Freeing.isNeeded(target)
                ? CodeBlock.builder()
                        .addStatement(marshalling.freeing().free(target, At.variable(at), env))
                        .build()
                : CodeBlock.of("");
        return new Passed(
                before, List.of(CodeBlock.of("$N", at)), ifThere(at, update(argument, read)), ifThere(at, release));
    }

    private Passed slice(Value.MutSlice slice, Argument argument, Env env) {
        Value.Slice copied = MutSlices.copied(slice);
        String at = env.variables().number(argument.name() + "At");
        String length = env.variables().number(argument.name() + "Length");
        CodeBlock before = CodeBlock.builder()
                .addStatement(
                        "long $N = $N.isPresent()$W? $L$W: 0L",
                        length,
                        argument.content(),
                        Writing.length(copied, content(argument)))
                .addStatement(
                        "long $N = $N.isPresent()$W? $L$W: 0L",
                        at,
                        argument.content(),
                        marshalling.writing().copied(copied, content(argument), env))
                .build();
        CodeBlock read = marshalling.reading().ofWords(copied, CodeBlock.of("$N", at), CodeBlock.of("$N", length), env);
        CodeBlock after = slice.isList()
                ? update(argument, read)
                : CodeBlock.builder()
                        .addStatement(
                                "$T.arraycopy($L,$W0,$W$L,$W0,$W$L.length)",
                                System.class,
                                read,
                                content(argument),
                                content(argument))
                        .build();
        CodeBlock release = Freeing.isNeeded(slice.element())
                ? CodeBlock.builder()
                        .addStatement(
                                "$T.each($N,$W$N,$W$L,$W$L)",
                                Api.OWNED,
                                at,
                                length,
                                sizes.size(slice.element()),
                                marshalling.freeing().freer(slice.element(), env))
                        .build()
                : CodeBlock.of("");
        List<CodeBlock> words = List.of(CodeBlock.of("$N", at), CodeBlock.of("$N", length));
        return new Passed(before, words, ifThere(at, after), ifThere(at, release));
    }

    private static Passed text(Argument argument, Env env) {
        String bytes = env.variables().number(argument.name() + "Bytes");
        String at = env.variables().number(argument.name() + "At");
        CodeBlock before = CodeBlock.builder()
                .addStatement(
                        "byte[] $N = $T.utf8($N.orElse($S),$W$L)",
                        bytes,
                        Api.VALUES,
                        argument.content(),
                        "",
                        env.place())
                .addStatement("long $N = $N.isPresent()$W? frame.copy($N)$W: 0L", at, argument.content(), bytes)
                .build();
        CodeBlock read = CodeBlock.of("$T.string($N,$W$N.length,$W$L)", Api.VALUES, at, bytes, env.place());
        List<CodeBlock> words = List.of(CodeBlock.of("$N", at), CodeBlock.of("(long) $N.length", bytes));
        return new Passed(before, words, ifThere(at, update(argument, read)), CodeBlock.of(""));
    }

    /** What is in the place, or the array itself. */
    private static CodeBlock content(Argument argument) {
        return CodeBlock.of("$N.get()", argument.content());
    }

    private static CodeBlock update(Argument argument, CodeBlock left) {
        return CodeBlock.builder()
                .addStatement("frame.update($N.get(),$W$L)", argument.name(), left)
                .build();
    }

    private static CodeBlock ifThere(String at, CodeBlock statements) {
        return statements.isEmpty()
                ? statements
                : CodeBlock.builder()
                        .beginControlFlow("if ($N != 0)", at)
                        .add(statements)
                        .endControlFlow()
                        .build();
    }
}
