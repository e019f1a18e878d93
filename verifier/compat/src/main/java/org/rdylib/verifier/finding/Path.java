package org.rdylib.verifier.finding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * How a part is reached: {@code export parse, result, Box<dyn Events>, method next}.
 *
 * @param kind what the last step is, if its name does not say so
 */
public record Path(Optional<Path> outer, String kind, String name) {

    /** The steps that are shown of a long path, from its beginning and from its end. */
    private static final int FIRST = 4;

    private static final int LAST = 8;

    public static Path of(String step) {
        return new Path(Optional.empty(), "", step);
    }

    /** {@link #of(String)} of what is called {@code name}. */
    public static Path of(String kind, String name) {
        return new Path(Optional.empty(), kind, name);
    }

    public Path then(String next) {
        return new Path(Optional.of(this), "", next);
    }

    /** {@link #then(String)} to what is called {@code name}: most steps are never told, so that nothing is joined. */
    public Path then(String kind, String name) {
        return new Path(Optional.of(this), kind, name);
    }

    /** The last step. */
    public String step() {
        return kind.isEmpty() ? name : kind + " " + name;
    }

    @Override
    public String toString() {
        Deque<String> steps = new ArrayDeque<>();
        for (Optional<Path> here = Optional.of(this); here.isPresent(); here = here.orElseThrow().outer) {
            steps.addFirst(here.orElseThrow().step());
        }
        List<String> all = new ArrayList<>(steps);
        if (all.size() > FIRST + LAST + 1) {
            all.subList(FIRST, all.size() - LAST).clear();
            all.add(FIRST, "…");
        }
        return String.join(", ", all);
    }
}
