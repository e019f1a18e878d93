package org.rdylib.verifier.copy;

import org.rdylib.spec.Descriptor;
import org.rdylib.spec.check.CheckedDescriptor;

/** One side's copy of the descriptor. */
public record Copy(Side side, CheckedDescriptor checked, DeclaredBounds bounds) {

    /** The copy of {@code side}. */
    public static Copy of(Side side, CheckedDescriptor checked) {
        return new Copy(side, checked, DeclaredBounds.of(checked));
    }

    public Descriptor descriptor() {
        return checked.descriptor();
    }
}
