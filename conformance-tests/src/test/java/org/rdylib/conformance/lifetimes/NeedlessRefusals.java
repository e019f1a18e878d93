package org.rdylib.conformance.lifetimes;

/**
 * Pairs with a {@code for<'z>} that were refused though they are sound: one in 5,000 and a few more are put up with; there were
 * 2 in 25,000 that were counted, and rustc refuses both.
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
        return count > 3 + drawn / 5_000;
    }

    @Override
    public String toString() {
        return count + " needless refusals";
    }
}
