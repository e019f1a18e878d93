package org.rdylib.spec;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A variant of an enum.
 *
 * @param discriminant as given, or one more than the previous one's, or 0
 */
public record Variant(String name, BigInteger discriminant, Payload payload, Optional<String> doc, Place at) {

    /** The same variant with another payload. */
    public Variant withPayload(Payload payload) {
        return new Variant(name, discriminant, payload, doc, at);
    }

    /** The same variant with other documentation and another place. */
    public Variant withHead(Optional<String> doc, Place at) {
        return new Variant(name, discriminant, payload, doc, at);
    }
}
