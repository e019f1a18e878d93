package org.rdylib.verifier.rule;

import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.region.Constraints;

/** Whether what is assumed of a host's signature or declaration cannot be true of an honest one. */
@FunctionalInterface
public interface ImpossibleCaller {

    /**
     * Where the library may go, nobody can promise {@code 'dylib: 'static}; a signature that implies it ({@code &'static
     * &'a T}) cannot be called, and would make everything else true.
     */
    ImpossibleCaller STANDARD = (side, mayUnload, constraints) ->
            side == Side.HOST && mayUnload && constraints.isKnown(constraints.dylib(), constraints.forever());

    /** Whether the assumptions of {@code side}, already in {@code constraints}, contradict that the library may go. */
    boolean isImpossible(Side side, boolean mayUnload, Constraints constraints);
}
