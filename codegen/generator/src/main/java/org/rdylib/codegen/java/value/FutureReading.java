package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Callback;
import org.rdylib.codegen.java.plan.Env;
import org.rdylib.codegen.java.plan.Ownership;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;

/** Code that makes handles of the futures that the library gives. */
final class FutureReading {
    private final Sizes sizes;
    private final Reading reading;
    private final Freeing freeing;

    FutureReading(Sizes sizes, Reading reading, Freeing freeing) {
        this.sizes = sizes;
        this.reading = reading;
        this.freeing = freeing;
    }

    CodeBlock future(Value.BoxedClosure future, CodeBlock at, Env env) {
        return CodeBlock.of(
                "new $T<>($L,$W$L,$W$L,$W$S,$W$L,$W$L,$W$L)",
                Api.FOREIGN_FUTURE,
                env.received(),
                ObjectReading.first(future, env),
                at,
                future.callback().place(),
                env.place(),
                Terms.sending(future.closure().bounds()),
                output(future.callback(), env));
    }

    /** How its result is read once it is there, and freed. */
    private CodeBlock output(Callback callback, Env env) {
        Value output = callback.output();
        CodeBlock layout = CodeBlock.of("$L,$W$L", sizes.size(output), sizes.align(output));
        String received = env.variables().number("results");
        String address = env.variables().number("result");
        Env inside = env.receiving(received).at(callback.place());
        boolean receives = Ownership.of(output) == Ownership.OBJECTS;
        String parameters = "(" + (receives ? received : "_") + ", " + address + ")";
        CodeBlock read = CodeBlock.of("$L -> $L", parameters, reading.read(output, At.variable(address), inside));
        CodeBlock free = Freeing.isNeeded(output)
                ? CodeBlock.of(",$W$L -> $L", parameters, freeing.free(output, At.variable(address), inside))
                : CodeBlock.of("");
        env.variables().release(received);
        env.variables().release(address);
        return CodeBlock.of("new $T<>($L,$W$L$L)", Api.OUTPUT, layout, read, free);
    }
}
