package org.rdylib.codegen.java.plan;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What is lent within an argument.
 *
 * @param lifetimes those that objects, closures and opaque values are lent for, and memory that leads to them
 * @param lasting those for which plain data of that memory may be left, which nobody drops
 */
public record LentWithin(Set<String> lifetimes, Set<String> lasting) {

    static final LentWithin NOTHING = new LentWithin(Set.of(), Set.of());

    /**
     * What the references in an argument are lent for.
     *
     * @param reaching the lifetimes that reach a result or a stored place
     * @param plain those for which plain data may be left
     */
    static LentWithin of(References references, Set<String> reaching, Set<String> plain) {
        Set<String> made = references.made(reaching);
        Set<String> lifetimes = new LinkedHashSet<>(references.lifetimes());
        lifetimes.addAll(made);
        made.retainAll(plain);
        return new LentWithin(lifetimes, made);
    }
}
