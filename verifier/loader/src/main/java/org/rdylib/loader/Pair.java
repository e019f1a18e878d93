package org.rdylib.loader;

/** Two values, {@code (A, B)} in a descriptor. */
public record Pair<A, B>(A first, B second) {}
