package org.rdylib.spec.check;

/**
 * How a type varies in one of its lifetime parameters: {@code bivariant > covariant, contravariant > invariant}.
 *
 * <p>The lattice and its two operations are those of rustc's variance inference (rustc dev guide, "Variance of type and
 * lifetime parameters").
 */
public enum Variance {
    /** The parameter is not used. */
    BIVARIANT(0b11),
    /** A longer lifetime serves as a shorter one. */
    COVARIANT(0b10),
    /** A shorter lifetime serves as a longer one. */
    CONTRAVARIANT(0b01),
    /** Only the same lifetime serves. */
    INVARIANT(0b00);

    private static final Variance[] BY_BITS = {INVARIANT, CONTRAVARIANT, COVARIANT, BIVARIANT};

    /** Bit 1: may be used covariantly; bit 0: may be used contravariantly. */
    private final int bits;

    Variance(int bits) {
        this.bits = bits;
    }

    /** The variance of a use that must be right for both this and {@code other}. */
    public Variance meet(Variance other) {
        return BY_BITS[bits & other.bits];
    }

    /** The variance of what varies as {@code inner} in a place that varies as this. */
    public Variance times(Variance inner) {
        return switch (this) {
            case BIVARIANT -> BIVARIANT;
            case COVARIANT -> inner;
            case CONTRAVARIANT -> inner.flip();
            case INVARIANT -> inner == BIVARIANT ? BIVARIANT : INVARIANT;
        };
    }

    /** The variance as seen from the other direction. */
    public Variance flip() {
        return switch (this) {
            case COVARIANT -> CONTRAVARIANT;
            case CONTRAVARIANT -> COVARIANT;
            case BIVARIANT, INVARIANT -> this;
        };
    }

    /** Whether a longer lifetime must be related to a shorter one, {@code given: wanted}. */
    public boolean relatesForward() {
        return this == COVARIANT || this == INVARIANT;
    }

    /** Whether {@code wanted: given} must hold. */
    public boolean relatesBackward() {
        return this == CONTRAVARIANT || this == INVARIANT;
    }
}
