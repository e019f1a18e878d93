package org.rdylib.verifier.internal;

import java.util.List;

/**
 * The registry of the rules about lifetimes.
 *
 * <p>Every rule is an object here, so that a test can break one on purpose and see that something notices.
 *
 * @param callerPromises what may be assumed of a caller's lifetimes
 * @param calleeDemands what must be proved of a callee's
 * @param binderPromises what may be assumed of a wanted function type's lifetimes, once it is opened
 * @param binderDemands what must be proved of a given function type's
 * @param producerPromises what may be assumed of the lifetimes of a declared type, from the copy whose values they are
 * @param consumerDemands what must be proved of them, from the copy that takes the values
 */
public record Rules(
        List<BoundsRule> callerPromises,
        List<BoundsRule> calleeDemands,
        List<BoundsRule> binderPromises,
        List<BoundsRule> binderDemands,
        List<BoundsRule> producerPromises,
        List<BoundsRule> consumerDemands,
        Positions positions,
        UserVariance userVariance,
        Coercion coercion,
        ObjectBounds objectBounds,
        StaticReading staticReading,
        BinderScope binderScope,
        ImpossibleCaller impossibleCaller) {

    /** All rules, as they are. */
    public static final Rules STANDARD = new Rules(
            List.of(BoundsRule.DYLIB, BoundsRule.WHERE, BoundsRule.IMPLIED),
            List.of(BoundsRule.DYLIB, BoundsRule.WHERE, BoundsRule.IMPLIED),
            List.of(BoundsRule.DYLIB, BoundsRule.IMPLIED),
            List.of(BoundsRule.DYLIB, BoundsRule.IMPLIED),
            List.of(BoundsRule.DYLIB, BoundsRule.IMPLIED),
            List.of(BoundsRule.IMPLIED),
            Positions.STANDARD,
            UserVariance.STANDARD,
            Coercion.STANDARD,
            ObjectBounds.STANDARD,
            StaticReading.STANDARD,
            BinderScope.STANDARD,
            ImpossibleCaller.STANDARD);

    public Rules {
        callerPromises = List.copyOf(callerPromises);
        calleeDemands = List.copyOf(calleeDemands);
        binderPromises = List.copyOf(binderPromises);
        binderDemands = List.copyOf(binderDemands);
        producerPromises = List.copyOf(producerPromises);
        consumerDemands = List.copyOf(consumerDemands);
    }
}
