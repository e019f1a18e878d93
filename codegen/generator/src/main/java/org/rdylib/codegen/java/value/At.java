package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;

/** An address in generated code: an expression, and a constant distance from it. */
public record At(CodeBlock base, long offset) {
    public static At variable(String name) {
        return new At(CodeBlock.of("$N", name), 0);
    }

    /** Where an element is of a slice that begins at {@code start}; both variables are {@code long}. */
    static At element(String start, long size, String index) {
        return new At(
                size == 1
                        ? CodeBlock.of("$N + $N", start, index)
                        : CodeBlock.of("$N + $L * $N", start, constant(size), index),
                0);
    }

    public At plus(long distance) {
        return new At(base, offset + distance);
    }

    public CodeBlock code() {
        return offset == 0 ? base : CodeBlock.of("$L + $L", base, constant(offset));
    }

    private static CodeBlock constant(long number) {
        return CodeBlock.of(number > Integer.MAX_VALUE ? "$LL" : "$L", number);
    }
}
