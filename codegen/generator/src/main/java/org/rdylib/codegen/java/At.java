package org.rdylib.codegen.java;

import com.palantir.javapoet.CodeBlock;

/** An address in generated code: an expression, and a constant distance from it. */
record At(CodeBlock base, long offset) {
    static At variable(String name) {
        return new At(CodeBlock.of("$N", name), 0);
    }

    At plus(long distance) {
        return new At(base, offset + distance);
    }

    CodeBlock code() {
        return offset == 0 ? base : CodeBlock.of(offset > Integer.MAX_VALUE ? "$L + $LL" : "$L + $L", base, offset);
    }
}
