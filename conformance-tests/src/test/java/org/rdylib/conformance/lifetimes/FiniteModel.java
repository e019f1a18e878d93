package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.TypeDeclaration;

/**
 * The forwarding rule, read as a formula and tried out: for all regions that the caller may pick there are regions for
 * the callee such that every argument and the result fit, in every small {@link Order}. It knows no solver and no
 * variance tables: it compares declared types by comparing what is in them.
 *
 * <p>The regions that a call may pick from are those that outlive the moment of the call. A function that is passed is
 * called later, so that the regions of a {@code for<'z>} may be shorter than all that there were before: an order comes
 * with a descending series of moments, one for each depth of binders.
 */
final class FiniteModel {

    /** What the model says of a pair. */
    enum Answer {
        /** The formula is true in every order. */
        HOLDS,
        /** Some order refutes it. */
        FAILS,
        /** Some caller's promises hold in no order where the library ends before the process. */
        IMPOSSIBLE,
        /** It would take too long to say. */
        TOO_LARGE
    }

    /**
     * How hard to try.
     *
     * @param largest the size of the largest orders
     * @param steps how many comparisons may be made for a call
     */
    record Effort(int largest, long steps) {
        /** For many pairs. A pair that the model does not refute may still be refuted by larger orders. */
        static final Effort ORDINARY = new Effort(4, 3_000_000);
        /** For what is too large otherwise. */
        static final Effort SMALL = new Effort(3, 30_000_000);
        /** For single pairs. */
        static final Effort THOROUGH = new Effort(5, 30_000_000);
    }

    private static final int MOMENTS = 3;
    private static final List<Moments> ORDERS = IntStream.rangeClosed(1, Effort.THOROUGH.largest())
            .boxed()
            .flatMap(n -> Order.ofSize(n).stream())
            .flatMap(o -> o.descents(MOMENTS).stream().map(m -> new Moments(o, m)))
            .toList();

    /** Judges a pair. */
    static Answer judge(Pair pair, Effort effort) throws Calls.InexpressibleException {
        boolean unloadable = pair.unloadable();
        Descriptor mine = Reading.host(pair.host(), unloadable);
        Descriptor its = Reading.plugin(pair.plugin(), unloadable);
        var hostBounds = new ImpliedBounds(mine);
        var pluginBounds = new ImpliedBounds(its);
        Answer worst = Answer.HOLDS;
        List<Formula> formulas = new ArrayList<>();
        for (Calls c : Calls.between(mine, its)) {
            Side caller = Side.of(c.byHost() ? hostBounds : pluginBounds);
            Side callee = Side.of(c.byHost() ? pluginBounds : hostBounds);
            formulas.add(new Formula(
                    trial -> trial.holds(c, caller, callee),
                    trial -> c.byHost() && !trial.isPossible(c.caller(), caller)));
        }
        Flows flows = Flows.of(mine, its);
        List<TypeDeclaration> counterparts = Calls.counterparts(mine, its);
        for (int i = 0; i < counterparts.size(); i++) {
            TypeDeclaration ours = mine.types().get(i);
            TypeDeclaration theirs = counterparts.get(i);
            Side host1 = Side.of(hostBounds);
            Side plugin1 = Side.of(pluginBounds);
            if (flows.go(ours.name(), Flows.Way.TO_PLUGIN)) {
                formulas.add(new Formula(
                        trial -> trial.converts(ours, host1, theirs, plugin1),
                        trial -> !trial.isPossible(ours, host1)));
            }
            if (flows.go(ours.name(), Flows.Way.TO_HOST)) {
                formulas.add(new Formula(trial -> trial.converts(theirs, plugin1, ours, host1), _ -> false));
            }
        }
        for (Formula f : formulas) {
            Answer answer = judge(f, unloadable, effort);
            if (answer == Answer.FAILS) {
                return answer;
            }
            worst = worst.compareTo(answer) >= 0 ? worst : answer;
        }
        return worst;
    }

    /**
     * Something to be tried in every order.
     *
     * @param isVacuous whether nothing can meet its conditions there
     */
    private record Formula(Predicate<Trial> holds, Predicate<Trial> isVacuous) {}

    private static Answer judge(Formula formula, boolean unloadable, Effort effort) {
        boolean possible = !unloadable;
        long steps = effort.steps();
        try {
            for (Moments moments : ORDERS) {
                Order order = moments.order();
                if (order.size() > effort.largest()) {
                    break;
                }
                for (int dylib = 0; dylib < (unloadable ? order.size() : 1); dylib++) {
                    if (order.outlives(dylib, moments.shortestAt(0))) {
                        var trial = new Trial(moments, dylib, steps);
                        if (!formula.holds().test(trial)) {
                            return Answer.FAILS;
                        }
                        possible |= dylib != 0 && !formula.isVacuous().test(trial);
                        steps = trial.steps();
                    }
                }
            }
        } catch (Trial.TooLargeException e) {
            return Answer.TOO_LARGE;
        }
        return possible ? Answer.HOLDS : Answer.IMPOSSIBLE;
    }
}
