package org.rdylib.conformance.lifetimes;

/** Pairs with a {@code for<'z>} that were refused though they are sound: a few are put up with. */
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
        return count > 2 + drawn / 2_000;
    }

    @Override
    public String toString() {
        return count + " needless refusals";
    }
}
