package org.rdylib.codegen.c;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rdylib.codegen.Resources;

/**
 * The macros of C's own headers, which the generated header includes, or an author before it. No program can declare
 * what is called like one that stands for itself ({@code EOF}); what is called like one that takes arguments ({@code
 * assert}) only must not be followed by a parenthesis.
 */
final class Macros {

    private static final Set<String> LISTED = Resources.text(Macros.class, "macros.txt")
            .lines()
            .filter(Predicate.not(line -> line.startsWith("#")))
            .collect(Collectors.toUnmodifiableSet());

    private Macros() {}

    /** Whether the preprocessor replaces {@code name} wherever it stands. */
    static boolean isReplaced(String name) {
        return LISTED.contains(name);
    }

    /** Whether the preprocessor replaces {@code name} before a parenthesis. */
    static boolean isReplacedWhereCalled(String name) {
        return LISTED.contains(name + "()");
    }

    /** The function in that member of what {@code object} points to, as it is called. */
    static String callee(String object, String member) {
        String callee = object + "->" + member;
        return isReplacedWhereCalled(member) ? "(" + callee + ")" : callee;
    }
}
