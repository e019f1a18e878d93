package org.rdylib.verifier.rule;

import java.util.Set;
import org.rdylib.spec.Bound;
import org.rdylib.spec.ClosureKind;

/** When an object or closure serves as one with other bounds, or of another kind. */
public interface ObjectBounds {

    /** Bounds may be dropped and never added; {@code Fn} serves as {@code FnMut} and both as {@code FnOnce}. */
    ObjectBounds STANDARD = new ObjectBounds() {
        @Override
        public boolean serve(Set<Bound> given, Set<Bound> wanted) {
            return given.containsAll(wanted);
        }

        @Override
        public boolean serves(ClosureKind given, ClosureKind wanted) {
            return given.servesAs(wanted);
        }
    };

    /** Whether something with the bounds {@code given} may be used where {@code wanted} are asked. */
    boolean serve(Set<Bound> given, Set<Bound> wanted);

    /** Whether a closure of kind {@code given} may be used where one of {@code wanted} is asked. */
    boolean serves(ClosureKind given, ClosureKind wanted);
}
