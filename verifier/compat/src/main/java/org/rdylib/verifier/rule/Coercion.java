package org.rdylib.verifier.rule;

import java.util.Optional;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Type;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.copy.DynTypes;
import org.rdylib.verifier.rule.Positions.Position;

/** What may be used in the outermost slot of a parameter or result although it is no subtype of what is wanted. */
@FunctionalInterface
public interface Coercion {

    /**
     * As in Rust.
     *
     * <table><caption>Verdicts</caption>
     * <tr><td>{@code &mut T} where {@code &T} is wanted</td><td>{@code T} as behind {@code &}</td></tr>
     * <tr><td>{@code &mut dyn …} where {@code &mut dyn …} is wanted</td><td>as behind {@code &}: an object cannot be
     * overwritten through it</td></tr>
     * </table>
     */
    Coercion STANDARD = (given, wanted, positions) -> {
        if (given.mutability() == Mutability.EXCLUSIVE && wanted.mutability() == Mutability.SHARED) {
            return Optional.of(positions.of(Position.SHARED));
        }
        if (given.mutability() == Mutability.EXCLUSIVE
                && wanted.mutability() == Mutability.EXCLUSIVE
                && DynTypes.isObject(given.target())
                && DynTypes.isObject(wanted.target())) {
            return Optional.of(positions.of(Position.SHARED));
        }
        return Optional.empty();
    };

    /** None. */
    Coercion NONE = (_, _, _) -> Optional.empty();

    /** How {@code given}'s target may vary where {@code wanted} is; empty where only subtyping counts. */
    Optional<Variance> targetOf(Type.Reference given, Type.Reference wanted, Positions positions);
}
