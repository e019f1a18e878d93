package org.rdylib.verifier.rule;

import java.util.EnumMap;
import java.util.Map;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.check.Variance;

/** How types vary in their parts. */
public record Positions(Map<Position, Variance> variances) {

    /** A part of a type. */
    public enum Position {
        /** {@code T} in {@code &'a T}. */
        SHARED(Variance.COVARIANT),
        /** {@code T} in {@code &'a mut T}. */
        EXCLUSIVE(Variance.INVARIANT),
        /** {@code T} in {@code *const T}. */
        CONST_POINTER(Variance.COVARIANT),
        /** {@code T} in {@code *mut T}. */
        MUT_POINTER(Variance.INVARIANT),
        /** {@code A} in {@code fn(A) -> R}. */
        PARAMETER(Variance.CONTRAVARIANT),
        /** {@code R} in {@code fn(A) -> R}. */
        RESULT(Variance.COVARIANT),
        /** {@code 'x} in {@code dyn I<'x> + 'b}. */
        INTERFACE_ARGUMENT(Variance.INVARIANT),
        /** {@code 'b} in {@code dyn I<'x> + 'b} and {@code fn() + 'b}. */
        BOUND(Variance.COVARIANT);

        private final Variance standard;

        Position(Variance standard) {
            this.standard = standard;
        }
    }

    /** As in Rust, but that closures vary as functions do. */
    public static final Positions STANDARD = new Positions(standard());

    public Positions {
        variances = Map.copyOf(variances);
    }

    private static Map<Position, Variance> standard() {
        Map<Position, Variance> all = new EnumMap<>(Position.class);
        for (Position position : Position.values()) {
            all.put(position, position.standard);
        }
        return all;
    }

    /** These with another variance of {@code position}. */
    public Positions with(Position position, Variance variance) {
        Map<Position, Variance> all = new EnumMap<>(variances);
        all.put(position, variance);
        return new Positions(all);
    }

    /** How a type varies in that part of it. */
    public Variance of(Position position) {
        Variance variance = variances.get(position);
        if (variance == null) {
            throw new IllegalStateException("no variance of " + position);
        }
        return variance;
    }

    /** How {@code &'a T} or {@code &'a mut T} varies in {@code T}. */
    public Variance behindReference(Mutability mutability) {
        return switch (mutability) {
            case SHARED -> of(Position.SHARED);
            case EXCLUSIVE -> of(Position.EXCLUSIVE);
        };
    }

    /** How {@code *const T} or {@code *mut T} varies in {@code T}. */
    public Variance behindPointer(Mutability mutability) {
        return switch (mutability) {
            case SHARED -> of(Position.CONST_POINTER);
            case EXCLUSIVE -> of(Position.MUT_POINTER);
        };
    }
}
