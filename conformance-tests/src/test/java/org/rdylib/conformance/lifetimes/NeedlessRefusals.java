package org.rdylib.conformance.lifetimes;

/**
 * Pairs with a {@code for<'z>} that were refused though they are sound: a few are put up with, twice as many as there are on
 * the average, one in 900 (12 of 11,000).
 */
final class NeedlessRefusals {

    private final int drawn;
    private int count;

    /** @param drawn how many pairs there are in all */
    NeedlessRefusals(int drawn) {
        this.drawn = drawn;
    }

    void add() {
        count++;
    }

    boolean areTooMany() {
        return count > 3 + drawn / 500;
    }

    @Override
    public String toString() {
        return count + " needless refusals";
    }
}
