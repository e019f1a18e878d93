package org.rdylib.loader;

/** Three values, {@code (A, B, C)} in a descriptor. */
public record Triple<A, B, C>(A first, B second, C third) {}
