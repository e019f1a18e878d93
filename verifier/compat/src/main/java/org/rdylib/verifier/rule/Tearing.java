package org.rdylib.verifier.rule;

import org.rdylib.spec.Evolution;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.verifier.copy.Growth;

/** Whether a struct may have different lengths in the two copies where it stands directly behind {@code &mut}. */
@FunctionalInterface
public interface Tearing {

    /** No: the older side overwrites what it knows of the struct, and what was added would stay as it was. */
    Tearing STANDARD = (one, other) -> one instanceof TypeDeclaration.Struct
            && one.evolution() == Evolution.APPEND
            && other.evolution() == Evolution.APPEND
            && Growth.members(one) != Growth.members(other);

    /** Whether a whole value could be half overwritten. */
    boolean isPossible(TypeDeclaration one, TypeDeclaration other);
}
