package org.rdylib.spec;

/**
 * The declaration of a lifetime: of a type, an interface, a signature or a {@code for<>}.
 *
 * @param name its name without the apostrophe
 */
public record LifetimeParameter(String name, Place at) {}
