package org.rdylib.codegen.c;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.rdylib.codegen.TargetGroups;
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
        List<String> all = new ArrayList<>();
        TargetGroups.of(lines, why -> "#error \"" + why + "\"").forEach((shared, targets) -> {
            all.add((all.isEmpty() ? "#if " : "#elif ")
                    + targets.stream().map(PerTarget::condition).collect(joining(" \\\n    || ")));
            all.addAll(shared);
        });
        all.add("#else");
        all.add("#error \"there are layouts for " + Target.names(List.of(Target.values())) + " only\"");
        all.add("#endif");
        return all;
    }

    private static String condition(Target target) {
        return "(" + target.cCondition() + ") /* " + target.triple() + " */";
    }
}
