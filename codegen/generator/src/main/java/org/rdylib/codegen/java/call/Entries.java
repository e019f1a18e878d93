package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import java.math.BigInteger;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Plan;

/** How generated code says how the library calls one of its methods, as expressions. */
public final class Entries {

    private Entries() {}

    /** A method whose first parameter is the data word. */
    static CodeBlock of(String method, CodeBlock descriptor, Plan.Function function) {
        return function.isPlain()
                ? plain(method, descriptor, PlainUpcallBody.exhausted(function, BigInteger.ZERO, 0))
                : checked(method, descriptor);
    }

    /** A method for an import. */
    public static CodeBlock ofImport(String method, CodeBlock descriptor, Plan.Function function) {
        return function.isPlain()
                ? plain(method, descriptor, PlainUpcallBody.exhaustedImport(function))
                : checked(method, descriptor);
    }

    /** One that C calls, which cannot answer that there is no stack for it. */
    static CodeBlock plain(String method, CodeBlock descriptor, CodeBlock exhausted) {
        return CodeBlock.of("$L.answering($L)", checked(method, descriptor), exhausted);
    }

    private static CodeBlock checked(String method, CodeBlock descriptor) {
        return CodeBlock.of("new $T($S,$W$L)", Api.ENTRY, method, descriptor);
    }
}
