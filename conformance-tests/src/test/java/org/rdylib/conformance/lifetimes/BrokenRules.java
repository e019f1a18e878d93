package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.rdylib.conformance.evolution.BrokenEvolution;
import org.rdylib.spec.Bound;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.internal.Rules;
import org.rdylib.verifier.rule.BoundsRule;
import org.rdylib.verifier.rule.Coercion;
import org.rdylib.verifier.rule.ImpossibleCaller;
import org.rdylib.verifier.rule.ObjectBounds;
import org.rdylib.verifier.rule.Positions.Position;

/** The verifier's rules with one of them broken on purpose. */
final class BrokenRules {

    private BrokenRules() {}

    /** Every rule, broken in each way in which somebody might get it wrong. */
    static Stream<Named<Rules>> all() {
        return Stream.concat(ofLifetimes(), BrokenEvolution.all());
    }

    /** Those about lifetimes, which random pairs of copies of one age show. */
    static Stream<Named<Rules>> ofLifetimes() {
        return Stream.of(signatures(), binders(), types(), objects(), lives()).flatMap(List::stream);
    }

    private static List<Named<Rules>> signatures() {
        return List.of(
                broken(
                        "what the caller's types imply is not assumed",
                        r -> r.signatures = r.signatures.withoutPromise(BoundsRule.IMPLIED)),
                broken(
                        "what a receiver implies is not assumed",
                        r -> r.signatures = r.signatures.withoutPromise(BoundsRule.RECEIVER)),
                broken(
                        "the caller's where is ignored",
                        r -> r.signatures = r.signatures.withoutPromise(BoundsRule.WHERE)),
                broken(
                        "the caller's lifetimes may outlive the library",
                        r -> r.signatures = r.signatures.withoutPromise(BoundsRule.DYLIB)),
                broken(
                        "what the callee's types imply is not proved",
                        r -> r.signatures = r.signatures.withoutDemand(BoundsRule.IMPLIED)),
                broken(
                        "the callee's where is ignored",
                        r -> r.signatures = r.signatures.withoutDemand(BoundsRule.WHERE)),
                broken(
                        "the callee's lifetimes may outlive the library",
                        r -> r.signatures = r.signatures.withoutDemand(BoundsRule.DYLIB)),
                broken(
                        "an object may outlive its library",
                        r -> r.signatures = r.signatures.withoutPromise(BoundsRule.OBJECT)),
                broken("nothing is coerced", r -> r.slots = Coercion.NONE),
                broken(
                        "& is coerced to &mut",
                        r -> r.slots = (_, _, positions) -> Optional.of(positions.of(Position.SHARED))),
                broken("what is deep in a type is coerced", r -> r.parts = Coercion.STANDARD));
    }

    private static List<Named<Rules>> binders() {
        return List.of(
                broken("a binder's promises leak", r -> r.binderScope = (_, question) -> question.root()),
                broken(
                        "a binder's promises hold nowhere",
                        r -> r.binderScope = (inside, question) -> question.open(inside)),
                broken(
                        "what a binder implies is not assumed",
                        r -> r.binders = r.binders.withoutPromise(BoundsRule.IMPLIED)),
                broken(
                        "what a binder implies is not proved",
                        r -> r.binders = r.binders.withoutDemand(BoundsRule.IMPLIED)),
                broken(
                        "a bound lifetime may outlive the library",
                        r -> r.binders = r.binders.withoutPromise(BoundsRule.DYLIB)),
                broken(
                        "a bound lifetime is not proved to lie within the library's life",
                        r -> r.binders = r.binders.withoutDemand(BoundsRule.DYLIB)),
                broken("an invariant binder is opened one way only", r -> r.invariantBinders = _ -> false),
                broken("every binder is opened both ways", r -> r.invariantBinders = _ -> true));
    }

    private static List<Named<Rules>> types() {
        List<Named<Rules>> all = new ArrayList<>();
        for (Position position : Position.values()) {
            Variance right = Rules.STANDARD.positions().of(position);
            for (Variance wrong : List.of(Variance.COVARIANT, Variance.CONTRAVARIANT, Variance.INVARIANT)) {
                if (wrong != right) {
                    all.add(broken(position + " is " + wrong, r -> r.positions = r.positions.with(position, wrong)));
                }
            }
        }
        all.add(broken("declared types are bivariant", r -> r.userVariance = (_, _) -> Variance.BIVARIANT));
        all.add(broken("declared types are invariant", r -> r.userVariance = (_, _) -> Variance.INVARIANT));
        all.add(broken("the wanted copy alone decides a type's variance", r -> r.userVariance = (_, wanted) -> wanted));
        all.add(broken("the given copy alone decides a type's variance", r -> r.userVariance = (given, _) -> given));
        all.add(broken(
                "what the producer's copy implies is not assumed",
                r -> r.declarations = r.declarations.withoutPromise(BoundsRule.IMPLIED)));
        all.add(broken(
                "a type's lifetimes may outlive the library",
                r -> r.declarations = r.declarations.withoutPromise(BoundsRule.DYLIB)));
        all.add(broken(
                "what the consumer's copy implies is not proved",
                r -> r.declarations = r.declarations.withoutDemand(BoundsRule.IMPLIED)));
        all.add(broken("what is lent to be changed goes one way only", r -> r.makers = (_, given) -> List.of(given)));
        all.add(broken("every value goes both ways", r -> r.makers = (_, given) -> List.of(given, given.other())));
        return all;
    }

    private static List<Named<Rules>> objects() {
        ObjectBounds right = ObjectBounds.STANDARD;
        return List.of(
                broken("every bound will do", r -> r.objectBounds = of((_, _) -> true, right::serves)),
                broken("no other bound will do", r -> r.objectBounds = of(Set::equals, right::serves)),
                broken("bounds may be added", r -> r.objectBounds = of((g, w) -> right.serve(w, g), right::serves)),
                broken("every kind will do", r -> r.objectBounds = of(right::serve, (_, _) -> true)),
                broken("no other kind will do", r -> r.objectBounds = of(right::serve, (g, w) -> g == w)),
                broken(
                        "kinds are the wrong way round",
                        r -> r.objectBounds = of(right::serve, (g, w) -> w.servesAs(g))));
    }

    private static List<Named<Rules>> lives() {
        return List.of(
                broken("a plugin's 'static is the host's", r -> r.staticReading = (_, c) -> c.forever()),
                broken("a host's 'static is the plugin's", r -> r.staticReading = (_, c) -> c.dylib()),
                broken("impossible callers are let through", r -> r.impossibleCaller = (_, _, _) -> false),
                broken(
                        "no caller is honest of a library that stays",
                        r -> r.impossibleCaller =
                                (side, _, known) -> ImpossibleCaller.STANDARD.isImpossible(side, true, known)));
    }

    private interface BoundsServe {
        boolean test(Set<Bound> given, Set<Bound> wanted);
    }

    private interface KindServes {
        boolean test(ClosureKind given, ClosureKind wanted);
    }

    private static ObjectBounds of(BoundsServe bounds, KindServes kinds) {
        return new ObjectBounds() {
            @Override
            public boolean serve(Set<Bound> given, Set<Bound> wanted) {
                return bounds.test(given, wanted);
            }

            @Override
            public boolean serves(ClosureKind given, ClosureKind wanted) {
                return kinds.test(given, wanted);
            }
        };
    }

    private static Named<Rules> broken(String what, Consumer<Rules.Draft> mistake) {
        return Named.of(what, Rules.STANDARD.with(mistake));
    }
}
