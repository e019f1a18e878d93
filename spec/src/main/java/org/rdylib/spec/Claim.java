package org.rdylib.spec;

/**
 * A property that a type's author promises of it and of all its later versions, {@code bounds: [Send]}. The checker holds
 * it against the type's fields.
 */
public record Claim(Bound bound, Place at) {}
