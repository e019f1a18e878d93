package org.rdylib.codegen;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import org.rdylib.spec.layout.NoLayoutException;
import org.rdylib.spec.layout.Target;

/** Lines that differ from target to target, each set of them with the targets that share it. */
public final class TargetGroups {

    private TargetGroups() {}

    /**
     * The lines of all targets, equal ones together, in the order of the targets.
     *
     * @param lines the lines for a target
     * @param error the line instead of them for a target that cannot have them; what it is given says why
     */
    public static SequencedMap<List<String>, List<Target>> of(
            Function<Target, List<String>> lines, Function<String, String> error) {
        SequencedMap<List<String>, List<Target>> groups = new LinkedHashMap<>();
        for (Target target : Target.values()) {
            groups.computeIfAbsent(orError(target, lines, error), _ -> new ArrayList<>())
                    .add(target);
        }
        return groups;
    }

    private static List<String> orError(
            Target target, Function<Target, List<String>> lines, Function<String, String> error) {
        try {
            return lines.apply(target);
        } catch (NoLayoutException e) {
            return List.of(error.apply("not on " + target.triple() + ": " + e.getMessage()));
        }
    }
}
