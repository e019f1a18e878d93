package org.rdylib.conformance.lifetimes;

/**
 * Pairs with a {@code for<'z>} that were refused though they are sound: one in 2,500 and a few more are put up with; there were
 * 9 in 25,000 that were counted. rustc refuses nearly all of them, too. What they have in common is not known.
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
