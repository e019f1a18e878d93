package org.rdylib.conformance.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rdylib.conformance.lifetimes.Remainders;
import org.rdylib.conformance.lifetimes.Shortcut;
import org.rdylib.spec.check.Checked;
import org.rdylib.spec.check.CheckedDescriptor;
import org.rdylib.spec.check.Descriptors;
import org.rdylib.spec.layout.Target;
import org.rdylib.verifier.copy.Copy;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Difference;
import org.rdylib.verifier.internal.Comparison;
import org.rdylib.verifier.internal.Policy;
import org.rdylib.verifier.internal.Rules;

/** Random descriptors, of which one side or both have been edited: {@code -Drdylib.pairs=20000 -Drdylib.seed=42}. */
class EvolutionTest {

    /** Two copies that are well-formed, and what the table says of them. */
    private record Evolved(Sample host, Sample plugin, Copy first, Copy second, Set<Table.Row> refusing) {

        List<Difference> findings(Rules rules) {
            return Comparison.compare(first, second, Policy.RESIDENT, Target.X86_64_LINUX_GNU, rules)
                    .differences();
        }

        String text() {
            return "host:\n" + host.text() + "plugin:\n" + plugin.text() + "the table: " + refusing;
        }
    }

    private static final long SEED = Long.getLong("rdylib.seed", System.nanoTime() & 0xffff_ffffL);
    private static List<Evolved> drawn = List.of();
    private static int illFormed;
    private static int tooManyPaths;

    @BeforeAll
    static void draw() {
        var samples = new Samples(new SplittableRandom(SEED));
        var edits = new Edits(samples);
        List<Evolved> all = new ArrayList<>();
        int wanted = Integer.getInteger("rdylib.pairs", 3_000);
        while (all.size() < wanted) {
            pair(samples, edits).ifPresent(all::add);
        }
        drawn = List.copyOf(all);
    }

    private static Optional<Evolved> pair(Samples samples, Edits edits) {
        Sample base = samples.next();
        Sample host = base;
        Sample plugin = base;
        for (int i = 1 + samples.below(3); i > 0; i--) {
            if (samples.chance(50)) {
                host = edits.edit(host);
            } else {
                plugin = edits.edit(plugin);
            }
        }
        Optional<CheckedDescriptor> first = checked("host.yaml", host);
        Optional<CheckedDescriptor> second = checked("plugin.yaml", plugin);
        if (first.isEmpty() || second.isEmpty()) {
            illFormed++;
            return Optional.empty();
        }
        try {
            return Optional.of(new Evolved(
                    host,
                    plugin,
                    Copy.of(Side.HOST, first.get()),
                    Copy.of(Side.PLUGIN, second.get()),
                    Table.refusing(host, plugin)));
        } catch (Table.TooManyPathsException e) {
            tooManyPaths++;
            return Optional.empty();
        }
    }

    private static Optional<CheckedDescriptor> checked(String file, Sample sample) {
        Checked checked = Descriptors.read(file, sample.text());
        return checked.descriptor();
    }

    @Test
    void theVerdictIsWhatTheTableSaysOfEachWayByWhichAValueCrosses() {
        Map<Table.Row, Integer> rows = new EnumMap<>(Table.Row.class);
        int accepted = 0;
        for (int i = 0; i < drawn.size(); i++) {
            Evolved pair = drawn.get(i);
            List<Difference> findings = pair.findings(Rules.STANDARD);
            assertThat(findings.isEmpty())
                    .as("seed %d, pair %d%n%s%n%s", SEED, i, pair.text(), findings)
                    .isEqualTo(pair.refusing().isEmpty());
            accepted += findings.isEmpty() ? 1 : 0;
            pair.refusing().forEach(row -> rows.merge(row, 1, Integer::sum));
        }
        System.out.printf(
                "seed %d: %d evolved pairs, %d fit; refused by %s; besides %d ill-formed, %d with too many paths%n",
                SEED, drawn.size(), accepted, rows, illFormed, tooManyPaths);
        assertThat(accepted).isBetween(drawn.size() / 4, drawn.size() * 3 / 4);
        assertThat(rows.keySet()).as("every row refuses some pair").containsExactlyInAnyOrder(Table.Row.values());
    }

    @Test
    void whatIsLeftIsJudgedAsTheWhole() {
        for (int i = 0; i < Math.min(drawn.size(), 3_000); i++) {
            Evolved pair = drawn.get(i);
            Remainders.areJudgedAsTheWhole(
                    pair.first().checked(),
                    pair.second().checked(),
                    "seed %d, pair %d%n%s".formatted(SEED, i, pair.text()));
        }
    }

    @Test
    void nothingIsMissedByPassingOverWhatIsAlike() {
        for (int i = 0; i < Math.min(drawn.size(), 3_000); i++) {
            Evolved pair = drawn.get(i);
            Shortcut.missesNothing(
                    pair.first().checked(),
                    pair.second().checked(),
                    "seed %d, pair %d%n%s".formatted(SEED, i, pair.text()));
        }
    }

    @ParameterizedTest
    @MethodSource("org.rdylib.conformance.evolution.BrokenEvolution#all")
    void aBrokenRuleIsCaught(Rules broken) {
        assertThat(drawn.stream()
                        .limit(3_000)
                        .anyMatch(p ->
                                p.findings(broken).isEmpty() != p.refusing().isEmpty()))
                .as("seed %d", SEED)
                .isTrue();
    }
}
