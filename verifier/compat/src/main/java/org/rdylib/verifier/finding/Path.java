package org.rdylib.verifier.finding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How a part is reached: {@code export parse, result, Box<dyn Events>, method next}.
 *
 * @param start the path of its first steps, once there are more: a long one is told without looking at all of it
 * @param length how many steps it has
 * @param kind what the last step is, if its name does not say so
 */
public record Path(Optional<Path> outer, Optional<Path> start, int length, String kind, String name) {

    /** The steps that are shown of a long path, from its beginning and from its end. */
    private static final int FIRST = 4;

    private static final int LAST = 8;

    public static Path of(String step) {
        return of("", step);
    }

    /** {@link #of(String)} of what is called {@code name}. */
    public static Path of(String kind, String name) {
        return new Path(Optional.empty(), Optional.empty(), 1, kind, name);
    }

    public Path then(String next) {
        return then("", next);
    }

    /** {@link #then(String)} to what is called {@code name}: most steps are never told, so that nothing is joined. */
    public Path then(String kind, String name) {
        Optional<Path> outside = Optional.of(this);
        return new Path(outside, length == FIRST ? outside : start, length + 1, kind, name);
    }

    /** The last step. */
    public String step() {
        return kind.isEmpty() ? name : kind + " " + name;
    }

    @Override
    public String toString() {
        if (length <= FIRST + LAST + 1) {
            return String.join(", ", last(length));
        }
        return start.orElseThrow() + ", …, " + String.join(", ", last(LAST));
    }

    private List<String> last(int count) {
        List<String> steps = new ArrayList<>(count);
        Optional<Path> here = Optional.of(this);
        while (steps.size() < count) {
            Path path = here.orElseThrow();
            steps.add(path.step());
            here = path.outer;
        }
        Collections.reverse(steps);
        return steps;
    }
}
