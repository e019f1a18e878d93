package org.rdylib.verifier.internal;

import org.rdylib.spec.Mutability;
import org.rdylib.spec.check.Variance;

/**
 * How types vary in their parts.
 *
 * @param shared {@code T} in {@code &'a T}
 * @param exclusive {@code T} in {@code &'a mut T}
 * @param constPointer {@code T} in {@code *const T}
 * @param mutPointer {@code T} in {@code *mut T}
 * @param parameter {@code A} in {@code fn(A) -> R}
 * @param result {@code R} in {@code fn(A) -> R}
 * @param interfaceArgument {@code 'x} in {@code dyn I<'x> + 'b}
 * @param bound {@code 'b} in {@code dyn I<'x> + 'b} and {@code fn() + 'b}, and the bounds beside it
 */
public record Positions(
        Variance shared,
        Variance exclusive,
        Variance constPointer,
        Variance mutPointer,
        Variance parameter,
        Variance result,
        Variance interfaceArgument,
        Variance bound) {

    /** As in Rust, but that closures vary as functions do. */
    public static final Positions STANDARD = new Positions(
            Variance.COVARIANT,
            Variance.INVARIANT,
            Variance.COVARIANT,
            Variance.INVARIANT,
            Variance.CONTRAVARIANT,
            Variance.COVARIANT,
            Variance.INVARIANT,
            Variance.COVARIANT);

    /** These with another variance behind {@code &mut}. */
    public Positions withExclusive(Variance variance) {
        return new Positions(shared, variance, constPointer, mutPointer, parameter, result, interfaceArgument, bound);
    }

    /** These with another variance of parameters. */
    public Positions withParameter(Variance variance) {
        return new Positions(shared, exclusive, constPointer, mutPointer, variance, result, interfaceArgument, bound);
    }

    /** These with another variance of an interface's lifetime arguments. */
    public Positions withInterfaceArgument(Variance variance) {
        return new Positions(shared, exclusive, constPointer, mutPointer, parameter, result, variance, bound);
    }

    /** How {@code &'a T} or {@code &'a mut T} varies in {@code T}. */
    Variance behindReference(Mutability mutability) {
        return switch (mutability) {
            case SHARED -> shared;
            case EXCLUSIVE -> exclusive;
        };
    }

    /** How {@code *const T} or {@code *mut T} varies in {@code T}. */
    Variance behindPointer(Mutability mutability) {
        return switch (mutability) {
            case SHARED -> constPointer;
            case EXCLUSIVE -> mutPointer;
        };
    }
}
