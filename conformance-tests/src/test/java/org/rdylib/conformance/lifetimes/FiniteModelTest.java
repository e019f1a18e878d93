package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.lifetimes.FiniteModel.Answer;

class FiniteModelTest {

    @TempDir
    Path directory;

    /** Where no {@code for<'z>} is involved, rustc and the model decide the same question. */
    @Test
    void theModelAgreesWithRustcOnPairsWithoutBinders() throws Calls.InexpressibleException {
        Draw draw = Draw.of(400, p -> p.kind() == Pair.Kind.EXPORT || p.kind() == Pair.Kind.IMPORT);
        List<Pair> pairs = draw.pairs().stream().filter(p -> !hasBinder(p)).toList();
        List<List<RustPair.Line>> modules = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        for (Pair p : pairs) {
            modules.add(RustPair.render(p.host(), p.plugin(), p.unloadable()));
            answers.add(FiniteModel.judge(p, FiniteModel.Effort.ORDINARY));
        }
        List<RustAnswer> rustc = RustOracle.in(directory).judge(modules);

        int decided = 0;
        for (int i = 0; i < pairs.size(); i++) {
            if (answers.get(i) != Answer.TOO_LARGE && rustc.get(i) instanceof RustAnswer.Verdict verdict) {
                decided++;
                assertThat(answers.get(i) == Answer.HOLDS)
                        .as("seed %d, pair %d: %s", draw.seed(), i, modules.get(i))
                        .isEqualTo(verdict.accepts());
            }
        }
        assertThat(decided).isGreaterThan(pairs.size() * 9 / 10);
    }

    private static boolean hasBinder(Pair p) {
        return Binders.in(p.host()) || Binders.in(p.plugin());
    }
}
