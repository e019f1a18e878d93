package org.rdylib.conformance.lifetimes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.conformance.lifetimes.FiniteModel.Answer;
import org.rdylib.verifier.internal.Rules;

class RandomPairsTest {

    /** How many pairs one thread models at a time. */
    private static final int MODELLED = 100;

    private static final String CRASHES = "rustc crashed, and judged nothing";

    @TempDir
    Path directory;

    /** What was said of a pair. */
    private record Judged(Pair pair, boolean ours, RustAnswer rustc, Optional<Deviation> deviation) {}

    @Test
    void theVerdictIsRustcsVerdictOnTheForwardingFunction() throws InterruptedException {
        var oracle = RustOracle.in(directory);
        Draw.Parts parts = Draw.inParts(5_000, RustOracle.BATCH);
        var account = new Account("rustc");
        inParallel(
                parts,
                i -> judge(parts.all().get(i), i, oracle),
                judged -> judged.forEach(j -> {
                    switch (j.rustc()) {
                        case RustAnswer.Verdict rustc -> account.add(j.pair().kind(), j.ours(), rustc.accepts());
                        case RustAnswer.Crash _ -> account.remark(CRASHES);
                    }
                    j.deviation().ifPresent(d -> account.remark(d.name()));
                }));
        System.out.println(account.text(parts.seed()));
        assertThat(account.remarks(CRASHES))
                .as("pairs that nobody judged, since rustc crashed; it has done so over one of 100,000")
                .isLessThanOrEqualTo(1 + account.drawn() / 20_000);
        assertThat(account.remarks(Deviation.NEEDLESSLY_REFUSED.name()))
                .as("refused without need, though rustc accepts")
                .isLessThanOrEqualTo(2 + account.drawn() / 2_000);
        assertThat(account.lopsided())
                .as("kinds of which less than 30 % or more than 70 % are accepted, so that one answer is the usual one")
                .isEmpty();
    }

    private interface PartJudge<T> {
        T judge(int part) throws Calls.InexpressibleException;
    }

    /** Judges the parts, as many at a time as there are processors, and gives what comes of each to {@code sink} in order. */
    private static <T> void inParallel(Draw.Parts parts, PartJudge<T> judge, Consumer<T> sink)
            throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            List<Callable<T>> tasks = IntStream.range(0, parts.all().size())
                    .<Callable<T>>mapToObj(i -> () -> judge.judge(i))
                    .toList();
            for (Future<T> part : threads.invokeAll(tasks)) {
                sink.accept(part.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError(String.valueOf(e.getCause()), e);
        }
    }

    private static List<Judged> judge(Supplier<Draw> part, int number, RustOracle oracle)
            throws Calls.InexpressibleException {
        Draw draw = part.get();
        List<List<RustPair.Line>> modules = new ArrayList<>();
        for (Pair p : draw.pairs()) {
            modules.add(RustPair.render(p.host(), p.plugin(), p.unloadable()));
        }
        List<RustAnswer> rustc = oracle.judge(modules);
        List<Judged> all = new ArrayList<>();
        for (int i = 0; i < modules.size(); i++) {
            String which = "seed %d, part %d, pair %d".formatted(draw.seed(), number, i);
            all.add(compare(draw.pairs().get(i), rustc.get(i), modules.get(i), which));
        }
        return all;
    }

    private static Judged compare(Pair pair, RustAnswer answer, List<RustPair.Line> module, String which)
            throws Calls.InexpressibleException {
        Verdicts.Read read = Verdicts.Read.of(pair);
        boolean ours = read.isCompatible(Rules.STANDARD);
        return switch (answer) {
            case RustAnswer.Verdict rustc ->
                new Judged(pair, ours, rustc, agreement(pair, read, rustc.accepts(), module, which));
            case RustAnswer.Crash crash -> {
                System.out.printf("%s: %s%nfor%n%s%n", which, crash.report(), describe(pair));
                yield new Judged(pair, ours, crash, Optional.empty());
            }
        };
    }

    /** Why we say something else than rustc, where we do; fails if nothing explains it. */
    private static Optional<Deviation> agreement(
            Pair pair, Verdicts.Read read, boolean rustc, List<RustPair.Line> module, String which)
            throws Calls.InexpressibleException {
        boolean ours = read.isCompatible(Rules.STANDARD);
        Optional<Deviation> deviation = Deviation.between(pair, ours, rustc);
        if (ours != rustc && deviation.isEmpty()) {
            fail(
                    "%s: we %s, rustc does not%n%s%n%s%n%s%n%s",
                    which,
                    ours ? "accept" : "refuse",
                    describe(pair),
                    module.stream().map(RustPair.Line::text).collect(Collectors.joining("\n")),
                    read.findings(Rules.STANDARD),
                    "the model says " + FiniteModel.judge(pair, FiniteModel.Effort.THOROUGH));
        }
        return deviation;
    }

    /** What the model says of a pair, and where we refused without need what larger orders say. */
    private record Modelled(Pair pair, boolean ours, Answer model, Optional<Answer> thorough) {}

    /** Whether or not rustc has a say: nothing is accepted that some order of regions refutes. */
    @Test
    void noVerdictOnABinderIsRefutedByTheFiniteModel() throws InterruptedException {
        int count = Integer.getInteger("rdylib.pairs", 2_000) / 4;
        Draw.Parts parts = Draw.inParts(count, MODELLED, p -> Binders.in(p.host()) || Binders.in(p.plugin()));
        var account = new Account("model");
        var needless = new NeedlessRefusals(count);
        inParallel(
                parts,
                i -> model(parts.all().get(i).get(), i),
                modelled -> modelled.forEach(m -> {
                    account.add(m.pair().kind(), m.ours(), m.model() == Answer.HOLDS);
                    if (m.model() == Answer.TOO_LARGE) {
                        account.remark("too large for the model");
                    }
                    m.thorough().ifPresent(larger -> {
                        if (larger == Answer.HOLDS) {
                            needless.add();
                        } else {
                            account.remark(
                                    larger == Answer.FAILS
                                            ? "refuted by larger orders"
                                            : "too large for the model in larger orders");
                        }
                    });
                }));
        System.out.println(account.text(parts.seed()));
        System.out.println(needless);
        assertThat(needless.areTooMany())
                .as("seed %d: %s", parts.seed(), needless)
                .isFalse();
        assertThat(account.weAccept()).isGreaterThan(account.drawn() * 3 / 10);
    }

    private static List<Modelled> model(Draw draw, int part) throws Calls.InexpressibleException {
        List<Modelled> all = new ArrayList<>();
        for (Pair pair : draw.pairs()) {
            boolean ours = Verdicts.Read.of(pair).isCompatible(Rules.STANDARD);
            Answer model = FiniteModel.judge(pair, FiniteModel.Effort.ORDINARY);
            assertThat(ours && (model == Answer.FAILS || model == Answer.IMPOSSIBLE))
                    .as("seed %d, part %d, pair %d, refuted%n%s", draw.seed(), part, all.size(), describe(pair))
                    .isFalse();
            all.add(new Modelled(
                    pair,
                    ours,
                    model,
                    !ours && model == Answer.HOLDS
                            ? Optional.of(FiniteModel.judge(pair, FiniteModel.Effort.THOROUGH))
                            : Optional.empty()));
        }
        return all;
    }

    /** A host and a plugin that were built from the same descriptor fit, if the library stays; not because they are alike. */
    @Test
    void everyDescriptorFitsItselfWhereTheLibraryStays() {
        Draw draw = Draw.ofAll(2_000);
        for (Pair p : draw.pairs()) {
            Pair same = new Pair(p.kind(), false, p.host(), p.host());
            assertThat(Verdicts.Read.of(same).findingsOfAll())
                    .as("seed %d%n%s", draw.seed(), Notation.descriptor(p.host()))
                    .isEmpty();
        }
    }

    private static String describe(Pair pair) {
        return "unload: %s%nhost:%n%splugin:%n%s"
                .formatted(
                        pair.unloadable() ? "allowed" : "never",
                        Notation.descriptor(pair.host()),
                        Notation.descriptor(pair.plugin()));
    }
}
