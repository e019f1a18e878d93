package org.rdylib.verifier.region;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What every existential stands for: the join of the regions in a set, none of which is an existential.
 *
 * <p>Every other region stands for itself. The value of an existential holds only regions that its scope can name, so
 * that choosing it never depends on a lifetime that is chosen later.
 */
final class Valuation {

    private final Map<Region, BitSet> chosen;

    /** Every existential at its least: the time of the call. */
    Valuation(Constraints constraints) {
        chosen = HashMap.newHashMap(constraints.regions().size());
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
        chosen.put(existential, set);
    }

    /** Makes {@code existential} outlive {@code element} too; whether it did not before. */
    boolean raise(Region existential, Region element) {
        require(existential, element);
        BitSet value = chosen.computeIfAbsent(existential, _ -> new BitSet());
        boolean isNew = !value.get(element.id());
        value.set(element.id());
        return isNew;
    }

    /** The numbers of the regions whose join {@code region} stands for; not to be changed. */
    BitSet of(Region region) {
        BitSet value = chosen.get(region);
        if (value != null) {
            return value;
        }
        BitSet itself = new BitSet();
        itself.set(region.id());
        chosen.put(region, itself);
        return itself;
    }

    private static void require(Region existential, Region value) {
        if (!existential.isExistential() || value.isExistential() || !value.isNameableIn(existential.scope())) {
            throw new IllegalArgumentException(existential + " cannot stand for " + value);
        }
    }
}
