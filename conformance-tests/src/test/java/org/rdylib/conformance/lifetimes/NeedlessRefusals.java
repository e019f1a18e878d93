package org.rdylib.conformance.lifetimes;

/**
 * Pairs with a {@code for<'z>} that were refused though they are sound: a few are put up with, twice as many as there are on
 * the average, one in 4,000. Those that were looked at are sound because a lifetime can be chosen {@code 'static}: what the
 * function type that is wanted implies is then so much that it can be called with next to nothing.
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
        return count > 3 + drawn / 2_500;
    }

    @Override
    public String toString() {
        return count + " needless refusals";
    }
}
