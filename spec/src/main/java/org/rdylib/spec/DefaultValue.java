package org.rdylib.spec;

/**
 * What a field is taken for where the producer's copy does not have it yet, {@code default: 0}.
 *
 * @param text the value as it is written. In a checked descriptor it has one spelling, by the field's type: decimal digits
 *     without leading zeros for integers; the decimal number in full, without superfluous zeros, for floats; {@code true}
 *     or {@code false}; the character or text itself; {@code None}; the name of a variant
 */
public record DefaultValue(String text, Place at) {}
