package org.rdylib.verifier.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** How a part is reached: {@code export parse, result, Box<dyn Events>, method next}. */
record Path(Optional<Path> outer, String step) {

    /** The steps that are shown of a long path, from its beginning and from its end. */
    private static final int FIRST = 4;

    private static final int LAST = 8;

    static Path of(String step) {
        return new Path(Optional.empty(), step);
    }

    Path then(String next) {
        return new Path(Optional.of(this), next);
    }

    @Override
    public String toString() {
        Deque<String> steps = new ArrayDeque<>();
        for (Optional<Path> here = Optional.of(this); here.isPresent(); here = here.orElseThrow().outer) {
            steps.addFirst(here.orElseThrow().step);
        }
        List<String> all = new ArrayList<>(steps);
        if (all.size() > FIRST + LAST + 1) {
            all.subList(FIRST, all.size() - LAST).clear();
            all.add(FIRST, "…");
        }
        return String.join(", ", all);
    }
}
