package org.rdylib.verifier.internal;

import java.util.List;
import java.util.function.Consumer;
import org.rdylib.verifier.rule.BinderScope;
import org.rdylib.verifier.rule.BoundsRule;
import org.rdylib.verifier.rule.BoundsRules;
import org.rdylib.verifier.rule.Coercion;
import org.rdylib.verifier.rule.ImpossibleCaller;
import org.rdylib.verifier.rule.InvariantBinders;
import org.rdylib.verifier.rule.Makers;
import org.rdylib.verifier.rule.ObjectBounds;
import org.rdylib.verifier.rule.Positions;
import org.rdylib.verifier.rule.StaticReading;
import org.rdylib.verifier.rule.Tearing;
import org.rdylib.verifier.rule.UserVariance;

/**
 * The registry of the rules about lifetimes and about copies of different age.
 *
 * <p>Every rule is an object here, so that a test can break one on purpose and see that something notices.
 *
 * @param signatures what may be assumed of a caller's lifetimes, and must be proved of a callee's
 * @param binders the same of a wanted function type's lifetimes, once it is opened, and of a given one's
 * @param declarations the same of the lifetimes of a declared type, for the copy whose values they are and for the copy
 *     that takes them
 * @param slots what is coerced in the outermost slot of a parameter or result
 * @param parts what is coerced everywhere else
 * @param evolution what two copies of a type must have in common although one is newer
 */
public record Rules(
        BoundsRules signatures,
        BoundsRules binders,
        BoundsRules declarations,
        Positions positions,
        UserVariance userVariance,
        InvariantBinders invariantBinders,
        Makers makers,
        Coercion slots,
        Coercion parts,
        ObjectBounds objectBounds,
        StaticReading staticReading,
        BinderScope binderScope,
        ImpossibleCaller impossibleCaller,
        List<EvolutionRule> evolution,
        Tearing tearing) {

    private static final List<BoundsRule> OF_SIGNATURES =
            List.of(BoundsRule.DYLIB, BoundsRule.WHERE, BoundsRule.IMPLIED, BoundsRule.RECEIVER, BoundsRule.OBJECT);
    private static final List<BoundsRule> OF_TYPES = List.of(BoundsRule.DYLIB, BoundsRule.IMPLIED);

    /** All rules, as they are. */
    public static final Rules STANDARD = new Rules(
            // a callee's receiver need not be proved: the caller's, which has the same object, outlives it
            new BoundsRules(OF_SIGNATURES, OF_SIGNATURES)
                    .withoutDemand(BoundsRule.RECEIVER)
                    .withoutDemand(BoundsRule.OBJECT),
            new BoundsRules(OF_TYPES, OF_TYPES),
            // the lifetimes are the same on both sides, and within the library's life for both
            new BoundsRules(OF_TYPES, List.of(BoundsRule.IMPLIED)),
            Positions.STANDARD,
            UserVariance.STANDARD,
            InvariantBinders.STANDARD,
            Makers.STANDARD,
            Coercion.STANDARD,
            Coercion.NONE,
            ObjectBounds.STANDARD,
            StaticReading.STANDARD,
            BinderScope.STANDARD,
            ImpossibleCaller.STANDARD,
            EvolutionRule.STANDARD,
            Tearing.STANDARD);

    public Rules {
        evolution = List.copyOf(evolution);
    }

    /**
     * Whether they are {@link #STANDARD}, and not others that are equal: a JVM that compares its first two records makes
     * code for that, which takes as long as to load twenty classes.
     */
    @SuppressWarnings("ReferenceEquality")
    boolean areStandard() {
        return this == STANDARD;
    }

    /** These, but for what {@code change} sets. */
    public Rules with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.rules();
    }

    /** Rules that are being changed. Not thread-safe. */
    public static final class Draft {

        public BoundsRules signatures;
        public BoundsRules binders;
        public BoundsRules declarations;
        public Positions positions;
        public UserVariance userVariance;
        public InvariantBinders invariantBinders;
        public Makers makers;
        public Coercion slots;
        public Coercion parts;
        public ObjectBounds objectBounds;
        public StaticReading staticReading;
        public BinderScope binderScope;
        public ImpossibleCaller impossibleCaller;
        public List<EvolutionRule> evolution;
        public Tearing tearing;

        private Draft(Rules rules) {
            signatures = rules.signatures;
            binders = rules.binders;
            declarations = rules.declarations;
            positions = rules.positions;
            userVariance = rules.userVariance;
            invariantBinders = rules.invariantBinders;
            makers = rules.makers;
            slots = rules.slots;
            parts = rules.parts;
            objectBounds = rules.objectBounds;
            staticReading = rules.staticReading;
            binderScope = rules.binderScope;
            impossibleCaller = rules.impossibleCaller;
            evolution = rules.evolution;
            tearing = rules.tearing;
        }

        private Rules rules() {
            return new Rules(
                    signatures,
                    binders,
                    declarations,
                    positions,
                    userVariance,
                    invariantBinders,
                    makers,
                    slots,
                    parts,
                    objectBounds,
                    staticReading,
                    binderScope,
                    impossibleCaller,
                    evolution,
                    tearing);
        }
    }
}
