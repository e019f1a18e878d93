package org.rdylib.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rdylib.spec.Bound;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.internal.Rules;
import org.rdylib.verifier.rule.BoundsRule;
import org.rdylib.verifier.rule.Coercion;
import org.rdylib.verifier.rule.ObjectBounds;
import org.rdylib.verifier.rule.Positions.Position;

/** Each rule, broken on purpose, changes the verdict of the pair that stands beside it. */
class RulesTest {

    private static final Rules RULES = Rules.STANDARD;

    private static void needs(Rules broken, Pair pair) {
        assertThat(pair.isCompatible(RULES)).as("as it is: " + pair).isTrue();
        assertThat(pair.isCompatible(broken)).as("broken: " + pair).isFalse();
    }

    private static void forbids(Rules broken, Pair pair) {
        assertThat(pair.isCompatible(RULES)).as("as it is: " + pair).isFalse();
        assertThat(pair.isCompatible(broken)).as("broken: " + pair).isTrue();
    }

    private static Rules caller(BoundsRule rule) {
        return RULES.with(r -> r.signatures = r.signatures.withoutPromise(rule));
    }

    private static Rules callee(BoundsRule rule) {
        return RULES.with(r -> r.signatures = r.signatures.withoutDemand(rule));
    }

    private static Rules wanted(BoundsRule rule) {
        return RULES.with(r -> r.binders = r.binders.withoutPromise(rule));
    }

    private static Rules given(BoundsRule rule) {
        return RULES.with(r -> r.binders = r.binders.withoutDemand(rule));
    }

    private static Rules varying(Position position, Variance variance) {
        return RULES.with(r -> r.positions = r.positions.with(position, variance));
    }

    @Test
    void whatTheCallersTypesImplyIsAssumed() {
        needs(
                caller(BoundsRule.IMPLIED),
                Pair.exporting("fn<'a, 'b>(x: &'a &'b u8) -> &'a u8", "fn<'p, 'q>(x: &'p &'q u8) -> &'q u8"));
    }

    @Test
    void theCallersClausesAreAssumed() {
        needs(
                caller(BoundsRule.WHERE),
                Pair.exporting(
                        "fn<'a, 'b>(x: &'a u8, y: &'b u8) -> &'b u8 where 'a: 'b",
                        "fn<'x, 'y>(x: &'x u8, y: &'y u8) -> &'x u8"));
    }

    @Test
    void theCallersLifetimesEndWithTheLibrary() {
        needs(
                caller(BoundsRule.DYLIB),
                Pair.exporting("fn<'a>(x: &'a u8) -> &'a str", "fn<'a>(x: &'a u8) -> &'static str"));
    }

    @Test
    void theCalleesClausesAreProved() {
        forbids(callee(BoundsRule.WHERE), Pair.exporting("fn<'a>(x: &'a u8)", "fn<'x>(x: &'x u8) where 'x: 'static"));
    }

    @Test
    void whatTheCalleesTypesImplyIsProved() {
        forbids(
                callee(BoundsRule.IMPLIED),
                Pair.exporting(
                        "fn<'a>(x: &'dylib &'dylib u8, y: &'a u8) -> &'dylib u8",
                        "fn<'p, 'q>(x: &'p &'q u8, y: &'q u8) -> &'p u8"));
    }

    @Test
    void theCalleesLifetimesEndWithTheLibrary() {
        forbids(
                callee(BoundsRule.DYLIB),
                Pair.exporting("fn(x: &'static mut &'static str)", "fn<'p>(x: &'p mut &'p str)"));
    }

    @Test
    void whatAWantedFunctionTypeImpliesIsAssumedUnderIt() {
        needs(
                wanted(BoundsRule.IMPLIED),
                Pair.exporting(
                        "fn() -> (for<'a, 'b> fn(&'a &'b u8) -> &'a u8) + 'dylib",
                        "fn() -> for<'x> fn(&'x &'x u8) -> &'x u8"));
    }

    @Test
    void theLifetimesOfAWantedFunctionTypeEndWithTheLibrary() {
        needs(
                wanted(BoundsRule.DYLIB),
                Pair.exporting(
                        "fn() -> (for<'z> fn(&'z u8) -> &'z str) + 'dylib",
                        "fn() -> for<'z> fn(&'z u8) -> &'static str"));
    }

    @Test
    void whatAGivenFunctionTypeImpliesIsProvedUnderIt() {
        forbids(
                given(BoundsRule.IMPLIED),
                Pair.exporting(
                        "fn() -> (for<'b> fn(&'dylib &'dylib u8, &'b u8) -> &'dylib u8) + 'dylib",
                        "fn() -> for<'a, 'b> fn(&'a &'b u8, &'b u8) -> &'a u8"));
    }

    @Test
    void theLifetimesOfAGivenFunctionTypeEndWithTheLibrary() {
        forbids(
                given(BoundsRule.DYLIB),
                Pair.exporting(
                        "fn() -> (fn(&'static mut &'static str)) + 'dylib", "fn() -> for<'p> fn(&'p mut &'p str)"));
    }

    @Test
    void whatABinderPromisesHoldsUnderItOnly() {
        forbids(
                RULES.with(r -> r.binderScope = (_, question) -> question.root()),
                Pair.exporting(
                        "fn<'a, 'b>(x: &'a u8) -> ((for<'z> fn(&'z &'a u8, &'b &'z u8)) + 'dylib, &'b u8)",
                        "fn<'a, 'b>(x: &'a u8) -> ((for<'z> fn(&'z &'a u8, &'b &'z u8)) + 'dylib, &'a u8)"));
    }

    @Test
    void whatTheProducersFieldsImplyIsAssumed() {
        String export = "fn<'a, 'b>(x: &'a &'b u8) -> T<'a, 'b>";
        needs(
                RULES.with(r -> r.declarations = r.declarations.withoutPromise(BoundsRule.IMPLIED)),
                Pair.exporting(export, export)
                        .with(
                                "types:\n  T<'a, 'b>: {struct: {a: \"&'a &'a u8\", b: \"&'b u8\"}}\n",
                                "types:\n  T<'a, 'b>: {struct: {a: \"&'a &'b u8\", b: \"&'b u8\"}}\n"));
    }

    @Test
    void whatTheConsumersFieldsImplyIsProved() {
        String export = "fn<'a, 'b>(x: &'a &'b u8) -> T<'b, 'a>";
        forbids(
                RULES.with(r -> r.declarations = r.declarations.withoutDemand(BoundsRule.IMPLIED)),
                Pair.exporting(export, export)
                        .with(
                                "types:\n  T<'b, 'a>: {struct: {f: \"&'b &'a u8\", a: \"&'a u8\"}}\n",
                                "types:\n  T<'b, 'a>: {struct: {f: \"&'b &'dylib u8\", a: \"&'a u8\"}}\n"));
    }

    @Test
    void whatIsBehindMutIsInvariant() {
        forbids(
                varying(Position.EXCLUSIVE, Variance.COVARIANT),
                Pair.exporting("fn<'a, 'b>(x: &'a mut &'b u8)", "fn<'x>(x: &'x mut &'x u8)"));
    }

    @Test
    void parametersAreContravariant() {
        Rules broken = varying(Position.PARAMETER, Variance.COVARIANT);

        forbids(broken, Pair.exporting("fn<'a>(x: &'a u8)", "fn(x: &'static u8)"));
        needs(broken, Pair.exporting("fn(x: &'static u8)", "fn(x: &'dylib u8)"));
    }

    @Test
    void interfacesAreInvariantInTheirLifetimes() {
        forbids(
                varying(Position.INTERFACE_ARGUMENT, Variance.COVARIANT),
                Pair.exporting(
                                "fn<'a, 'b>(x: &'a mut &'b u8) -> Box<dyn W<'a> + 'a>",
                                "fn<'a, 'b>(x: &'a mut &'b u8) -> Box<dyn W<'b> + 'a>")
                        .with("interfaces:\n  W<'a>: {methods: {m: \"fn(&self) -> &'a str\"}}\n"));
    }

    @Test
    void aUseVariesAsIsRightInBothCopies() {
        String sink = "s: \"(fn(&'a u8)) + 'dylib\"";
        forbids(
                RULES.with(r -> r.userVariance = (given, _) -> given),
                Pair.exporting("fn<'a, 'b>(x: &'a &'b u8) -> T<'b>", "fn<'p>(x: &'p &'p u8) -> T<'p>")
                        .with(
                                "types:\n  T<'a>: {struct: {f: \"(fn() -> &'a u8) + 'dylib\", " + sink + "}}\n",
                                "types:\n  T<'a>: {struct: {f: \"(fn() -> &'dylib u8) + 'dylib\", " + sink + "}}\n"));
    }

    @Test
    void coercionsCount() {
        needs(RULES.with(r -> r.slots = Coercion.NONE), Pair.exporting("fn(x: &mut u8)", "fn(x: &u8)"));
    }

    @Test
    void boundsAndKindsAreNotAdded() {
        ObjectBounds anything = new ObjectBounds() {
            @Override
            public boolean serve(Set<Bound> given, Set<Bound> wanted) {
                return true;
            }

            @Override
            public boolean serves(ClosureKind given, ClosureKind wanted) {
                return true;
            }
        };
        Rules broken = RULES.with(r -> r.objectBounds = anything);

        forbids(broken, Pair.exporting("fn(x: &dyn Fn())", "fn(x: &(dyn Fn() + Sync))"));
        forbids(broken, Pair.exporting("fn(x: &mut dyn FnMut())", "fn(x: &mut dyn Fn())"));
    }

    @Test
    void aPluginsStaticEndsWithTheLibrary() {
        forbids(
                RULES.with(r -> r.staticReading = (_, constraints) -> constraints.forever()),
                Pair.exporting("fn() -> &'static str", "fn() -> &'static str"));
    }

    @Test
    void aCallerThatCannotExistProvesNothing() {
        forbids(
                RULES.with(r -> r.impossibleCaller = (_, _, _) -> false),
                Pair.exporting("fn<'a>(x: &'static &'a u8) -> &'static u8", "fn<'a>(x: &'static &'a u8) -> &'a u8"));
    }
}
