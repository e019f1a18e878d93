package org.rdylib.verifier.internal;

import org.rdylib.spec.check.Variance;

/**
 * How a part stands to the place where it is met: how its lifetimes are related, and which way its values go.
 *
 * <p>The two are the same but for an object behind {@code &mut}. It has no size, so that it can neither be replaced nor
 * swapped through the reference: who gives the reference implements the object, whoever holds it calls it, and never the
 * other way round. Its lifetimes are invariant nevertheless, as in Rust, where the reference stands within another type.
 *
 * @param lifetimes covariant where what is given must serve as what is wanted; never bivariant
 * @param values covariant where the side that gives makes them, contravariant where the other does, invariant where both do
 */
record Direction(Variance lifetimes, Variance values) {

    /** Of the whole of a parameter, a result or a field. */
    static Direction of(Variance variance) {
        return new Direction(variance, variance);
    }

    /** That of a part in which the whole varies so. */
    Direction times(Variance part) {
        return new Direction(lifetimes.times(part), values.times(part));
    }

    /** That of an object behind a reference that varies so in its target. */
    Direction toObject(Variance target) {
        return new Direction(lifetimes.times(target), values);
    }

    /** The same, seen from the other side. */
    Direction reversed() {
        return times(Variance.CONTRAVARIANT);
    }
}
