package org.rdylib.verifier.region;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What every existential stands for: the join of the regions in a set, none of which is an existential once it is chosen.
 *
 * <p>Every other region stands for itself. The value of an existential holds only regions that its scope can name, so
 * that choosing it never depends on a lifetime that is chosen later.
 */
final class Valuation {

    /** By the number of the region; empty until it is first asked for. */
    private final @Nullable BitSet[] chosen;

    /** Every existential at its least: the time of the call. */
    Valuation(Constraints constraints) {
        chosen = new BitSet[constraints.regions().size()];
        for (Region region : constraints.regions()) {
            if (region.isExistential()) {
                choose(region, constraints.body(region.scope()));
            }
        }
    }

    /** Makes {@code existential} stand for {@code value} and nothing else. */
    void choose(Region existential, Region value) {
        require(existential, value);
        BitSet set = new BitSet();
        set.set(value.id());
        chosen[existential.id()] = set;
    }

    /** Makes {@code existential} outlive {@code element} too; whether it did not before. */
    boolean raise(Region existential, Region element) {
        require(existential, element);
        BitSet value = of(existential);
        boolean isNew = !value.get(element.id());
        value.set(element.id());
        return isNew;
    }

    /** The numbers of the regions whose join {@code region} stands for; not to be changed. */
    BitSet of(Region region) {
        BitSet value = chosen[region.id()];
        if (value != null) {
            return value;
        }
        BitSet itself = new BitSet();
        itself.set(region.id());
        chosen[region.id()] = itself;
        return itself;
    }

    private static void require(Region existential, Region value) {
        if (!existential.isExistential() || value.isExistential() || !value.isNameableIn(existential.scope())) {
            throw new IllegalArgumentException(existential + " cannot stand for " + value);
        }
    }
}
