package org.rdylib.conformance.lifetimes;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.rdylib.spec.Bound;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.internal.BinderScope;
import org.rdylib.verifier.internal.BoundsRule;
import org.rdylib.verifier.internal.Coercion;
import org.rdylib.verifier.internal.ImpossibleCaller;
import org.rdylib.verifier.internal.ObjectBounds;
import org.rdylib.verifier.internal.Positions;
import org.rdylib.verifier.internal.Rules;
import org.rdylib.verifier.internal.StaticReading;
import org.rdylib.verifier.internal.UserVariance;

/** The verifier's rules with one of them broken on purpose. */
final class BrokenRules {

    private List<BoundsRule> callerPromises = Rules.STANDARD.callerPromises();
    private List<BoundsRule> calleeDemands = Rules.STANDARD.calleeDemands();
    private List<BoundsRule> binderPromises = Rules.STANDARD.binderPromises();
    private List<BoundsRule> binderDemands = Rules.STANDARD.binderDemands();
    private List<BoundsRule> producerPromises = Rules.STANDARD.producerPromises();
    private List<BoundsRule> consumerDemands = Rules.STANDARD.consumerDemands();
    private Positions positions = Rules.STANDARD.positions();
    private UserVariance userVariance = Rules.STANDARD.userVariance();
    private Coercion coercion = Rules.STANDARD.coercion();
    private ObjectBounds objectBounds = Rules.STANDARD.objectBounds();
    private StaticReading staticReading = Rules.STANDARD.staticReading();
    private BinderScope binderScope = Rules.STANDARD.binderScope();
    private ImpossibleCaller impossibleCaller = Rules.STANDARD.impossibleCaller();

    private BrokenRules() {}

    private interface Mistake {
        void in(BrokenRules rules);
    }

    /** Those that random pairs must show; the first six are those whose frequency was measured beforehand. */
    static Stream<Named<Rules>> frequent() {
        Positions p = Rules.STANDARD.positions();
        return Stream.of(
                broken(
                        "what the caller's types imply is not assumed",
                        r -> r.callerPromises = without(r.callerPromises, BoundsRule.IMPLIED)),
                broken("&mut is covariant", r -> r.positions = p.withExclusive(Variance.COVARIANT)),
                broken("parameters are covariant", r -> r.positions = p.withParameter(Variance.COVARIANT)),
                broken(
                        "the callee's where is ignored",
                        r -> r.calleeDemands = without(r.calleeDemands, BoundsRule.WHERE)),
                broken(
                        "the caller's where is ignored",
                        r -> r.callerPromises = without(r.callerPromises, BoundsRule.WHERE)),
                broken(
                        "what the callee's types imply is not proved",
                        r -> r.calleeDemands = without(r.calleeDemands, BoundsRule.IMPLIED)),
                broken(
                        "the callee's lifetimes may outlive the library",
                        r -> r.calleeDemands = without(r.calleeDemands, BoundsRule.DYLIB)),
                broken(
                        "the caller's lifetimes may outlive the library",
                        r -> r.callerPromises = without(r.callerPromises, BoundsRule.DYLIB)),
                broken(
                        "an interface is covariant in its lifetimes",
                        r -> r.positions = p.withInterfaceArgument(Variance.COVARIANT)),
                broken("declared types are bivariant", r -> r.userVariance = (_, _) -> Variance.BIVARIANT),
                broken("nothing is coerced", r -> r.coercion = Coercion.NONE),
                broken("a plugin's 'static is the host's", r -> r.staticReading = (_, c) -> c.forever()),
                broken("impossible callers are let through", r -> r.impossibleCaller = (_, _, _) -> false));
    }

    /** Those that random pairs show too seldom, or cannot show; for these there are cases. */
    static Stream<Named<Rules>> rare() {
        return Stream.of(
                broken("a binder's promises leak", r -> r.binderScope = (_, root) -> root),
                broken(
                        "what a binder implies is not assumed",
                        r -> r.binderPromises = without(r.binderPromises, BoundsRule.IMPLIED)),
                broken(
                        "what a binder implies is not proved",
                        r -> r.binderDemands = without(r.binderDemands, BoundsRule.IMPLIED)),
                broken(
                        "a bound lifetime may outlive the library",
                        r -> r.binderPromises = without(r.binderPromises, BoundsRule.DYLIB)),
                broken(
                        "what the producer's copy implies is not assumed",
                        r -> r.producerPromises = without(r.producerPromises, BoundsRule.IMPLIED)),
                broken(
                        "what the consumer's copy implies is not proved",
                        r -> r.consumerDemands = without(r.consumerDemands, BoundsRule.IMPLIED)),
                broken("the host's copy alone decides a type's variance", r -> r.userVariance = (_, wanted) -> wanted),
                broken("the plugin's copy alone decides a type's variance", r -> r.userVariance = (given, _) -> given),
                broken("every bound and kind will do", r -> r.objectBounds = new AnyBounds(true)),
                broken("no other bound or kind will do", r -> r.objectBounds = new AnyBounds(false)));
    }

    private record AnyBounds(boolean answer) implements ObjectBounds {
        @Override
        public boolean serve(Set<Bound> given, Set<Bound> wanted) {
            return answer || given.equals(wanted);
        }

        @Override
        public boolean serves(ClosureKind given, ClosureKind wanted) {
            return answer || given == wanted;
        }
    }

    private static Named<Rules> broken(String what, Mistake mistake) {
        var rules = new BrokenRules();
        mistake.in(rules);
        return Named.of(what, rules.build());
    }

    private static List<BoundsRule> without(List<BoundsRule> rules, BoundsRule one) {
        return rules.stream().filter(r -> !r.equals(one)).toList();
    }

    private Rules build() {
        return new Rules(
                callerPromises,
                calleeDemands,
                binderPromises,
                binderDemands,
                producerPromises,
                consumerDemands,
                positions,
                userVariance,
                coercion,
                objectBounds,
                staticReading,
                binderScope,
                impossibleCaller);
    }
}
