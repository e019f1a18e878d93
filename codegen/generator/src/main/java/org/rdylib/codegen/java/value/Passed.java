package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;
import java.util.List;

/**
 * What becomes of one argument.
 *
 * @param before statements before the call
 * @param arguments what is passed: expressions of exactly the carriers' types, as an exact invocation wants them
 * @param after statements after the call, once it has answered
 * @param release statements after the call, whatever came of it
 */
public record Passed(CodeBlock before, List<CodeBlock> arguments, CodeBlock after, CodeBlock release) {
    /** Something passed, with nothing to do once the call has answered. */
    public Passed(CodeBlock before, List<CodeBlock> arguments) {
        this(before, arguments, CodeBlock.of(""), CodeBlock.of(""));
    }

    /** Something passed as it is. */
    public static Passed of(CodeBlock... arguments) {
        return new Passed(CodeBlock.of(""), List.of(arguments));
    }

    /** The same after some other statements. */
    public Passed preceded(CodeBlock first) {
        return new Passed(CodeBlock.builder().add(first).add(before).build(), arguments, after, release);
    }
}
