package org.rdylib.spec;

/**
 * A parameter of a signature.
 *
 * @param name its name; empty in function and closure types that name none
 */
public record Parameter(String name, Type type, Place at) {}
