package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.spec.Descriptor;
import org.rdylib.verifier.internal.Rules;

/** What must hold between verdicts, whatever they are. */
class MetamorphicTest {

    private static Draw draw = new Draw(0, List.of());

    @BeforeAll
    static void draw() {
        draw = Draw.of(Integer.getInteger("rdylib.pairs", 2_000) / 2, _ -> true);
    }

    private static boolean fits(Pair pair) {
        return Verdicts.Read.of(pair).isCompatible(Rules.STANDARD);
    }

    private static void nothingChanges(UnaryOperator<Pair> change) {
        for (Pair pair : draw.pairs()) {
            assertThat(fits(change.apply(pair)))
                    .as(
                            "seed %d%n%s%s",
                            draw.seed(), Notation.descriptor(pair.host()), Notation.descriptor(pair.plugin()))
                    .isEqualTo(fits(pair));
        }
    }

    private static Pair with(Pair pair, Descriptor host, Descriptor plugin) {
        return new Pair(pair.kind(), pair.unloadable(), host, plugin);
    }

    @Test
    void namesOfLifetimesDoNotMatter() {
        nothingChanges(p -> with(p, p.host(), Renaming.ofLifetimes(p.plugin())));
        nothingChanges(p -> with(p, Renaming.ofLifetimes(p.host()), p.plugin()));
    }

    /** Where one copy has the names of the other, they must be at the same positions: RDY0216. */
    @Test
    void namesOfParametersThatTheOtherCopyDoesNotHaveDoNotMatter() {
        nothingChanges(p -> with(p, p.host(), Renaming.ofParameters(p.plugin())));
        nothingChanges(p -> with(p, Renaming.ofParameters(p.host()), p.plugin()));
    }

    @Test
    void namesOfTypesDoNotMatterWhereBothSidesChangeThem() {
        nothingChanges(p -> with(p, Renaming.ofTypes(p.host()), Renaming.ofTypes(p.plugin())));
    }

    @Test
    void theOrderOfDeclarationsDoesNotMatter() {
        var random = new Random(draw.seed());
        nothingChanges(p -> with(p, shuffled(p.host(), random), shuffled(p.plugin(), random)));
    }

    private static Descriptor shuffled(Descriptor d, Random random) {
        return d.withDeclarations(
                shuffled(d.types(), random),
                shuffled(d.interfaces(), random),
                shuffled(d.exports(), random),
                shuffled(d.imports(), random));
    }

    private static <T> List<T> shuffled(List<T> all, Random random) {
        List<T> others = new ArrayList<>(all);
        Collections.shuffle(others, random);
        return others;
    }

    @ParameterizedTest
    @EnumSource
    void promisingMoreAndAskingLessNeverHurts(Strengthening law) {
        var random = new Random(draw.seed());
        int changed = holds(law, pair -> law.of(pair, random));
        assertThat(changed).isGreaterThan(draw.pairs().size() / 200);
    }

    @ParameterizedTest
    @EnumSource(names = {"CLAUSES", "SAFETY", "BOUNDS", "KINDS", "LIFETIMES"})
    void norDoesItInFieldsAndMethodsOfWhatGoesOneWay(Strengthening law) {
        var random = new Random(draw.seed());
        int changed = holds(law, pair -> law.ofDeclarations(pair, random));
        assertThat(changed).isGreaterThan(draw.pairs().size() / 500);
    }

    /** How many pairs that fit are changed; all of them fit afterwards. */
    private static int holds(Strengthening law, UnaryOperator<Pair> change) {
        int changed = 0;
        for (Pair pair : draw.pairs()) {
            Pair better = change.apply(pair);
            if (!better.equals(pair) && fits(pair) && Verdicts.areWellFormed(better)) {
                changed++;
                assertThat(fits(better))
                        .as(
                                "seed %d%n%s%sfit, and these do not:%n%s%s",
                                draw.seed(),
                                Notation.descriptor(pair.host()),
                                Notation.descriptor(pair.plugin()),
                                Notation.descriptor(better.host()),
                                Notation.descriptor(better.plugin()))
                        .isTrue();
            }
        }
        System.out.printf("seed %d: %s changes %d that fit%n", draw.seed(), law, changed);
        return changed;
    }

    /**
     * Where the library stays, so that each copy means the same as host's and as plugin's. Copies in which a type varies
     * differently are left out: a use must be right for both of two copies, so that two uses may be and a third is not.
     */
    @Test
    void whatServesWhereSomethingServesServesThereToo() throws Calls.InexpressibleException {
        long seed = draw.seed();
        var generator = new PairGenerator(new SplittableRandom(seed));
        int premises = 0;
        int needless = 0;
        for (int i = 0; i < draw.pairs().size(); i++) {
            List<Descriptor> three = generator.three();
            for (List<Integer> order : List.of(
                    List.of(0, 1, 2),
                    List.of(0, 2, 1),
                    List.of(1, 0, 2),
                    List.of(1, 2, 0),
                    List.of(2, 0, 1),
                    List.of(2, 1, 0))) {
                Descriptor a = three.get(order.get(0));
                Descriptor b = three.get(order.get(1));
                Descriptor c = three.get(order.get(2));
                if (serves(a, b) && serves(b, c)) {
                    premises++;
                    boolean served = serves(a, c);
                    if (!served && isTrue(a, c)) {
                        needless++;
                        continue;
                    }
                    assertThat(served)
                            .as(
                                    "seed %d%n%s%s%s",
                                    seed, Notation.descriptor(a), Notation.descriptor(b), Notation.descriptor(c))
                            .isTrue();
                }
            }
        }
        System.out.printf(
                "seed %d: %d times A serves as B, and B as C; %d times A is refused as C without need%n",
                seed, premises, needless);
        assertThat(needless).as("of the deviation NEEDLESSLY_REFUSED").isLessThanOrEqualTo(2);
        assertThat(premises).isGreaterThan(draw.pairs().size() / 4);
    }

    private static boolean isTrue(Descriptor given, Descriptor wanted) throws Calls.InexpressibleException {
        Pair pair = new Pair(Pair.Kind.NESTED_EXPORT, false, wanted, given);
        return FiniteModel.judge(pair, FiniteModel.Effort.THOROUGH) == FiniteModel.Answer.HOLDS;
    }

    private static boolean serves(Descriptor plugin, Descriptor host) {
        return fits(new Pair(Pair.Kind.WHOLE, false, host, plugin));
    }
}
