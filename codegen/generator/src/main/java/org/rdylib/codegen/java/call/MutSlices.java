package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.Freeing;
import org.rdylib.codegen.java.value.Marshalling;
import org.rdylib.codegen.java.value.Passed;
import org.rdylib.codegen.java.value.Writing;

/**
 * Code for {@code &mut [T]}: scalars are copied out of the caller's array and back into it, other values out of and into a
 * list that stands in a {@code Mut}.
 */
final class MutSlices {
    private final Sizes sizes;
    private final Marshalling marshalling;

    MutSlices(Plan plan, Marshalling marshalling) {
        this.sizes = plan.sizes();
        this.marshalling = marshalling;
    }

    /** The value that says the same of a slice that is copied. */
    static Value.Slice copied(Value.MutSlice slice) {
        return new Value.Slice(slice.lifetime(), slice.element(), Value.Holding.COPIED, slice.type());
    }

    /**
     * Passes a parameter of a generated method to the library.
     *
     * @param name the parameter's
     * @param elements the variable for its elements: itself, if it is an array
     */
    Passed pass(Value.MutSlice slice, String name, String elements, Env env) {
        CodeBlock source = CodeBlock.of("$N", elements);
        String at = env.variables().number(name + "At");
        String length = env.variables().number(name + "Length");
        CodeBlock copy = marshalling.writing().copied(copied(slice), source, env);
        CodeBlock before = CodeBlock.builder()
                .addStatement("long $N = $L", length, Writing.length(copied(slice), source))
                .addStatement("long $N = $L", at, copy)
                .build();
        CodeBlock read = read(slice, at, length, env);
        CodeBlock.Builder after = CodeBlock.builder();
        if (slice.isList()) {
            after.addStatement("frame.update($N,$W$L)", name, read);
        } else {
            after.addStatement("$T.arraycopy($L,$W0,$W$N,$W0,$W$N.length)", System.class, read, name, name);
        }
        CodeBlock.Builder release = CodeBlock.builder();
        if (Freeing.isNeeded(slice.element())) {
            release.addStatement(
                    "$T.each($N,$W$N,$W$L,$W$L)",
                    Api.OWNED,
                    at,
                    length,
                    sizes.size(slice.element()),
                    marshalling.freeing().freer(slice.element(), env));
        }
        return new Passed(
                before, List.of(CodeBlock.of("$N", at), CodeBlock.of("$N", length)), after.build(), release.build());
    }

    CodeBlock read(Value.MutSlice slice, String at, String length, Env env) {
        return marshalling.reading().ofWords(copied(slice), CodeBlock.of("$N", at), CodeBlock.of("$N", length), env);
    }
}
