package org.rdylib.conformance.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.Code;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.Host;
import org.rdylib.verifier.Plugin;
import org.rdylib.verifier.Unload;
import org.rdylib.verifier.Verdict;
import org.rdylib.verifier.Verifier;

/** Random descriptors under {@code unload: isolated}: {@code -Drdylib.pairs=20000 -Drdylib.seed=42}. */
class IsolationJudgeTest {

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime() & 0xffff_ffffL);

    /** The calls of exports and imports that can go are those that the table lets go, and the whole is refused with any. */
    @Test
    void whatCanGoToAnotherProcessIsWhatTheTableSays() {
        var boundaries = new Boundaries(new SplittableRandom(SEED));
        Map<Judge.Row, Integer> rows = new EnumMap<>(Judge.Row.class);
        int wanted = Integer.getInteger("rdylib.pairs", 3_000);
        int judged = 0;
        int accepted = 0;
        int illFormed = 0;
        while (judged < wanted) {
            Boundary boundary = boundaries.next();
            Optional<CheckedDescriptor> host =
                    Descriptors.read("host.yaml", boundary.text(Side.HOST)).descriptor();
            Optional<CheckedDescriptor> plugin =
                    Descriptors.read("plugin.yaml", boundary.text(Side.PLUGIN)).descriptor();
            if (host.isEmpty() || plugin.isEmpty()) {
                illFormed++;
                continue;
            }
            judged++;
            Verdict verdict = Verifier.verify(
                    new Host<>(host.get()), new Plugin<>(plugin.get()), Unload.ISOLATED, Target.X86_64_LINUX_GNU);
            Judge.Verdict expected = Judge.of(boundary);
            Set<String> functions = new TreeSet<>();
            boundary.exports().forEach(f -> functions.add("export " + f.name()));
            boundary.imports().forEach(f -> functions.add("import " + f.name()));
            Set<String> isolable = new TreeSet<>(functions);
            isolable.retainAll(verdict.isolable());
            functions.removeAll(expected.refused());
            boolean isRefused = verdict.findings().stream().anyMatch(f -> f.code() == Code.NOT_ISOLABLE);

            assertThat(isolable)
                    .as(
                            "seed %d%n%s%n%s%s%n%s",
                            SEED, boundary.text(Side.HOST), boundary.text(Side.PLUGIN), expected, verdict.findings())
                    .isEqualTo(functions);
            assertThat(isRefused)
                    .as(
                            "seed %d%n%s%n%s%s%n%s",
                            SEED, boundary.text(Side.HOST), boundary.text(Side.PLUGIN), expected, verdict.findings())
                    .isEqualTo(!expected.refused().isEmpty());
            accepted += isRefused ? 0 : 1;
            expected.rows().forEach(row -> rows.merge(row, 1, Integer::sum));
        }
        System.out.printf(
                "seed %d: %d descriptors, %d can live in a process of their own; refused by %s; besides %d"
                        + " ill-formed%n",
                SEED, judged, accepted, rows, illFormed);
        assertThat(accepted).isGreaterThan(judged / 20);
        assertThat(rows.keySet()).as("every row refuses some").containsExactly(Judge.Row.values());
    }
}
