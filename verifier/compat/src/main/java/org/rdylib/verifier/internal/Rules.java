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

    /** These with other promises of a caller. */
    public Rules withCallerPromises(List<BoundsRule> callerPromises) {
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

    /** These with other demands of a callee. */
    public Rules withCalleeDemands(List<BoundsRule> calleeDemands) {
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

    /** These with other promises of a wanted function type. */
    public Rules withBinderPromises(List<BoundsRule> binderPromises) {
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

    /** These with other demands of a given function type. */
    public Rules withBinderDemands(List<BoundsRule> binderDemands) {
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

    /** These with other promises of a producer's declaration. */
    public Rules withProducerPromises(List<BoundsRule> producerPromises) {
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

    /** These with other demands of a consumer's declaration. */
    public Rules withConsumerDemands(List<BoundsRule> consumerDemands) {
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

    /** These with other variances. */
    public Rules withPositions(Positions positions) {
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

    /** These with another variance of declared types. */
    public Rules withUserVariance(UserVariance userVariance) {
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

    /** These with other coercions. */
    public Rules withCoercion(Coercion coercion) {
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

    /** These with another rule for bounds and kinds. */
    public Rules withObjectBounds(ObjectBounds objectBounds) {
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

    /** These with another reading of {@code 'static}. */
    public Rules withStaticReading(StaticReading staticReading) {
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

    /** These with another scope of a binder's promises. */
    public Rules withBinderScope(BinderScope binderScope) {
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

    /** These with another rule about callers that cannot exist. */
    public Rules withImpossibleCaller(ImpossibleCaller impossibleCaller) {
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
