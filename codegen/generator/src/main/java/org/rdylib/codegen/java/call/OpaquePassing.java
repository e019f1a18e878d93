package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Argument;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.At;
import org.rdylib.codegen.java.value.Marshalling;
import org.rdylib.codegen.java.value.Passed;

/** How opaque values are passed to their library, and places that it puts one into. */
final class OpaquePassing {
    private final Marshalling marshalling;

    OpaquePassing(Marshalling marshalling) {
        this.marshalling = marshalling;
    }

    static Passed pass(Value.Opaque opaque, CodeBlock source, String name, CodeBlock library, Env env) {
        return Passing.inLocal(TypeName.LONG, name + "Handle", data(opaque, source, library, env), env);
    }

    static Passed optional(Value.Opaque opaque, CodeBlock source, String name, CodeBlock library, Env env) {
        CodeBlock data = data(opaque, CodeBlock.of("$L.get()", source), library, env);
        return Passing.inLocal(
                TypeName.LONG, name + "Handle", CodeBlock.of("$L.isPresent()$W? $L$W: 0L", source, data), env);
    }

    private static CodeBlock data(Value.Opaque opaque, CodeBlock source, CodeBlock library, Env env) {
        String pass = switch (opaque.having()) {
            case OWNED -> "passOwned";
            case LENT -> "passShared";
            case LENT_EXCLUSIVELY -> "passExclusive";
            case VIEWED, VIEWED_EXCLUSIVELY -> throw new IllegalArgumentException(opaque.at() + ": not a parameter");
        };
        CodeBlock until = opaque.kept()
                .map(kept -> CodeBlock.of(",$W$L", env.region(kept)))
                .orElse(CodeBlock.of(""));
        return CodeBlock.of("$L.object.$N(frame,$W$L$L).data()", source, pass, library, until);
    }

    /** A place for what the library makes, which C does not look into before it writes there. */
    Passed placed(Value.Option option, Value.Opaque opaque, Argument argument, CodeBlock library, Env env) {
        String at = env.variables().number(argument.name() + "At");
        String received = env.variables().number(argument.name() + "Received");
        Env own = new Env(
                env.regions(),
                env.place(),
                env.variables(),
                CodeBlock.of("$N", received),
                env.making(),
                env.copies(),
                env.inside());
        CodeBlock word = CodeBlock.of("$T.getLong($N)", Api.MEMORY, at);
        CodeBlock before = CodeBlock.builder()
                .addStatement("$T.requireEmpty($N,$W$L)", Api.VALUES, argument.content(), env.place())
                .addStatement("long $N = frame.reserve($L, $L)", at, Sizes.WORD, Sizes.WORD)
                .addStatement("$T.putLong($N, 0)", Api.MEMORY, at)
                .addStatement("$T $N = frame.receive($L)", Api.RECEIVING, received, library)
                .build();
        CodeBlock after = CodeBlock.builder()
                .addStatement(
                        "frame.update($N,$W$N.complete($L))",
                        argument.name(),
                        received,
                        marshalling.reading().ofWords(option, word, word, own))
                .build();
        CodeBlock release = CodeBlock.builder()
                .addStatement("$N.close()", received)
                .addStatement(marshalling.freeing().free(opaque, At.variable(at), own))
                .build();
        return new Passed(before, List.of(CodeBlock.of("$N", at)), after, release);
    }
}
