package org.rdylib.conformance.lifetimes;

import java.util.List;

/** An order, and the shortest region that there is for each depth of binders. */
record Moments(Order order, List<Integer> shortest) {

    int shortestAt(int depth) {
        return shortest.get(level(depth));
    }

    /** The depth, where deeper ones differ from it. */
    int level(int depth) {
        return Math.min(depth, shortest.size() - 1);
    }
}
