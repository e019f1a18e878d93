package org.rdylib.spec;

import java.util.List;
import java.util.Optional;

/**
 * The signature of an export, import, interface method, function reference or closure.
 *
 * @param lifetimes the lifetimes that it is generic over: of {@code fn<'a>} or {@code for<'a>}; once checked, the
 *     elided ones too
 * @param receiver present for interface methods only
 * @param parameters without the receiver
 * @param result {@link Type.Unit} where none is written
 * @param where the written clauses; never any in function and closure types
 * @param convention how it is called; closures are always {@link Convention#CHECKED}
 * @param isUnsafe whether a caller must keep a promise that the descriptor cannot say
 * @param isAsync whether it is an {@code async fn}; never once checked, since the checker writes out what that means
 */
public record Signature(
        List<LifetimeParameter> lifetimes,
        Optional<Receiver> receiver,
        List<Parameter> parameters,
        Type result,
        List<Outlives> where,
        Convention convention,
        boolean isUnsafe,
        boolean isAsync,
        Place at) {

    public Signature {
        lifetimes = List.copyOf(lifetimes);
        parameters = List.copyOf(parameters);
        where = List.copyOf(where);
    }

    /** A signature that is not {@code async}. */
    public Signature(
            List<LifetimeParameter> lifetimes,
            Optional<Receiver> receiver,
            List<Parameter> parameters,
            Type result,
            List<Outlives> where,
            Convention convention,
            boolean isUnsafe,
            Place at) {
        this(lifetimes, receiver, parameters, result, where, convention, isUnsafe, false, at);
    }
}
