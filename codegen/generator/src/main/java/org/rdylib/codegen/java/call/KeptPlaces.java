package org.rdylib.codegen.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Argument;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Lifetimes;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.At;
import org.rdylib.codegen.java.value.Marshalling;
import org.rdylib.codegen.java.value.Passed;
import org.rdylib.codegen.java.value.Writing;

/**
 * Code for {@code &mut} that stays lent when the call is over: what is in the place is copied to memory that lasts as long, and
 * what the library has left there is copied back when that ends.
 */
final class KeptPlaces {
    private final JavaTypes types;
    private final Sizes sizes;
    private final Marshalling marshalling;
    private final MutSlices slices;

    KeptPlaces(Plan plan, Marshalling marshalling, MutSlices slices) {
        this.types = new JavaTypes(plan.names());
        this.sizes = plan.sizes();
        this.marshalling = marshalling;
        this.slices = slices;
    }

    /** Passes a parameter of a generated method to the library. */
    Passed pass(Value place, Argument argument, Env env) {
        String kept = env.variables().number(argument.name() + "Kept");
        String at = env.variables().number(argument.name() + "At");
        return switch (place) {
            case Value.Mut mut -> reference(mut, argument, kept, at, env);
            case Value.MutSlice slice -> slice(slice, argument, kept, at, env);
            case Value _ -> text(place, argument, kept, at, env);
        };
    }

    private Passed reference(Value.Mut mut, Argument argument, String kept, String at, Env env) {
        Value target = mut.target();
        CodeBlock before = CodeBlock.builder()
                .add(keep(mut, types.boxed(target), argument, kept, env))
                .add(reserve(at, kept, CodeBlock.of("$L", sizes.size(target)), sizes.align(target)))
                .add(marshalling.writing().write(target, CodeBlock.of("$N", argument.content()), At.variable(at), env))
                .build();
        CodeBlock read = marshalling.reading().read(target, At.variable(at), env);
        return new Passed(before, List.of(CodeBlock.of("$N", at)), leaves(kept, read), CodeBlock.of(""));
    }

    private Passed slice(Value.MutSlice slice, Argument argument, String kept, String at, Env env) {
        Value.Slice copied = MutSlices.copied(slice);
        CodeBlock source = CodeBlock.of("$N", argument.content());
        String length = env.variables().number(argument.name() + "Length");
        Value element = slice.element();
        long size = sizes.size(element);
        CodeBlock bytes = size == 1 ? CodeBlock.of("$N", length) : CodeBlock.of("$N * $L", length, size);
        CodeBlock put = element instanceof Value.Scalar scalar
                ? CodeBlock.of("$T.put($L,$W$N)", Api.SLICES, Writing.checkedArray(scalar.kind(), source, env), at)
                : CodeBlock.of(
                        "$T.put($L,$W$N,$W$L,$W$L)",
                        Api.SLICES,
                        source,
                        at,
                        size,
                        marshalling.writing().writer(element, env));
        CodeBlock before = CodeBlock.builder()
                .addStatement("long $N = $L", length, Writing.length(copied, source))
                .add(keep(slice, types.of(copied), argument, kept, env))
                .add(reserve(at, kept, bytes, sizes.align(element)))
                .addStatement(put)
                .build();
        List<CodeBlock> words = List.of(CodeBlock.of("$N", at), CodeBlock.of("$N", length));
        return new Passed(before, words, leaves(kept, slices.read(slice, at, length, env)), CodeBlock.of(""));
    }

    private Passed text(Value place, Argument argument, String kept, String at, Env env) {
        String bytes = env.variables().number(argument.name() + "Bytes");
        CodeBlock before = CodeBlock.builder()
                .addStatement("byte[] $N = $T.utf8($N,$W$L)", bytes, Api.VALUES, argument.content(), env.place())
                .add(keep(place, ClassName.get(String.class), argument, kept, env))
                .add(reserve(at, kept, CodeBlock.of("$N.length", bytes), 1))
                .addStatement("$T.put($N,$W$N)", Api.SLICES, bytes, at)
                .build();
        CodeBlock read = CodeBlock.of("$T.string($N,$W$N.length,$W$L)", Api.VALUES, at, bytes, env.place());
        List<CodeBlock> words = List.of(CodeBlock.of("$N", at), CodeBlock.of("(long) $N.length", bytes));
        return new Passed(before, words, leaves(kept, read), CodeBlock.of(""));
    }

    /** The statement that says how long the place stays lent. */
    private static CodeBlock keep(Value place, TypeName content, Argument argument, String kept, Env env) {
        CodeBlock until = env.region(Lifetimes.name(place.kept().orElseThrow()));
        boolean isArray = place instanceof Value.MutSlice slice && !slice.isList();
        CodeBlock keep = isArray
                ? CodeBlock.of("frame.keepArray($N,$W$L,$W$L)", argument.name(), until, env.place())
                : CodeBlock.of("frame.keep($N,$W$L)", argument.name(), until);
        return CodeBlock.builder()
                .addStatement("$T $N = $L", ParameterizedTypeName.get(Api.KEPT_PLACE, content), kept, keep)
                .build();
    }

    private static CodeBlock reserve(String at, String kept, CodeBlock size, long align) {
        return CodeBlock.builder()
                .addStatement("long $N = $N.reserve($L,$W$L)", at, kept, size, align)
                .build();
    }

    private static CodeBlock leaves(String kept, CodeBlock read) {
        return CodeBlock.builder()
                .addStatement("$N.leaves(() -> $L)", kept, read)
                .build();
    }
}
