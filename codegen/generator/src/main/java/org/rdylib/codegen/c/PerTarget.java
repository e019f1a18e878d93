package org.rdylib.codegen.c;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.rdylib.spec.layout.NoLayoutException;
import org.rdylib.spec.layout.Target;

/** Lines that differ from target to target, each set of them under the condition of the targets that share it. */
final class PerTarget {

    private PerTarget() {}

    /**
     * The lines of every target behind {@code #if}; an {@code #error} for a target that cannot have them, and for what is no
     * target.
     *
     * @param lines the lines for a target
     */
    static List<String> of(Function<Target, List<String>> lines) {
        Map<List<String>, List<Target>> sharing = new LinkedHashMap<>();
        for (Target target : Target.values()) {
            sharing.computeIfAbsent(orError(target, lines), _ -> new ArrayList<>())
                    .add(target);
        }
        List<String> all = new ArrayList<>();
        sharing.forEach((shared, targets) -> {
            all.add((all.isEmpty() ? "#if " : "#elif ")
                    + targets.stream().map(PerTarget::condition).collect(joining(" \\\n    || ")));
            all.addAll(shared);
        });
        all.add("#else");
        all.add("#error \"there are layouts for " + Target.names(List.of(Target.values())) + " only\"");
        all.add("#endif");
        return all;
    }

    private static List<String> orError(Target target, Function<Target, List<String>> lines) {
        try {
            return lines.apply(target);
        } catch (NoLayoutException e) {
            return List.of("#error \"not on " + target.triple() + ": " + e.getMessage() + "\"");
        }
    }

    private static String condition(Target target) {
        return "(" + target.cCondition() + ") /* " + target.triple() + " */";
    }
}
