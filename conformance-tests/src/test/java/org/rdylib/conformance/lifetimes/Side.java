package org.rdylib.conformance.lifetimes;

import org.jspecify.annotations.Nullable;

/**
 * A copy of the descriptor and the values of the lifetimes in scope there.
 *
 * @param depth how many binders are open
 */
record Side(ImpliedBounds bounds, int depth, Values values) {

    static Side of(ImpliedBounds bounds) {
        return new Side(bounds, 0, Values.NONE);
    }

    Side with(String name, int value) {
        return new Side(bounds, depth, new Values(name, value, values));
    }

    Side deeper() {
        return new Side(bounds, depth + 1, values);
    }

    /** Values of lifetimes, the innermost first. */
    record Values(String name, int value, @Nullable Values outer) {

        static final Values NONE = new Values("", 0, null);

        int of(String wanted) {
            for (Values v = this; v != null; v = v.outer) {
                if (v.name.equals(wanted)) {
                    return v.value;
                }
            }
            throw new IllegalArgumentException("'" + wanted + " is not in scope");
        }
    }
}
