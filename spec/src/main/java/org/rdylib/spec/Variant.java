package org.rdylib.spec;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A variant of an enum.
 *
 * @param discriminant as given, or one more than the previous one's, or 0
 */
public record Variant(String name, BigInteger discriminant, Payload payload, Optional<String> doc, Place at) {}
