package org.rdylib.codegen.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an entry calls: a Java closure, object or future, or a record of that and the regions of the call that it is
 * passed in.
 *
 * @param type the class of what the library's data stands for
 * @param component the record's component that is called; empty if there is no record
 * @param lifetimes those that the record has regions of
 * @param regions the record's components for them, in the same order
 */
record EntryTarget(ClassName type, Optional<String> component, List<String> lifetimes, List<String> regions) {

    /** One that is called as it is. */
    static EntryTarget bare(ClassName type) {
        return new EntryTarget(type, Optional.empty(), List.of(), List.of());
    }

    /** One in a record within the class of its entry. */
    static EntryTarget lent(ClassName entry, String component, List<String> lifetimes, List<String> regions) {
        return new EntryTarget(entry.nestedClass("Lent"), Optional.of(component), lifetimes, regions);
    }

    /** The expression for what is called, where {@code variable} holds what the data stands for. */
    CodeBlock receiver(String variable) {
        return component
                .map(name -> CodeBlock.of("$N.$N()", variable, name))
                .orElseGet(() -> CodeBlock.of("$N", variable));
    }

    /** The expressions for the regions of its lifetimes. */
    Map<String, CodeBlock> regions(String variable) {
        Map<String, CodeBlock> expressions = new HashMap<>();
        for (int i = 0; i < lifetimes.size(); i++) {
            expressions.put(lifetimes.get(i), CodeBlock.of("$N.$N()", variable, regions.get(i)));
        }
        return expressions;
    }
}
