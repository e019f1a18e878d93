package org.rdylib.spec;

/**
 * The {@code self} of an interface method.
 *
 * @param kind how the object is taken
 * @param lifetime of the reference to it; for {@link Kind#OWNED} it has no meaning and is {@link Lifetime.Static}
 */
public record Receiver(Kind kind, Lifetime lifetime, Place at) {

    /** How a method takes its object. */
    public enum Kind {
        /** {@code &self}. */
        SHARED,
        /** {@code &mut self}. */
        EXCLUSIVE,
        /** {@code self: Box<Self>}: the call consumes the object. */
        OWNED
    }
}
