package org.rdylib.verifier.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class WitnessTest {

    private final Constraints constraints = new Constraints();
    private final Scope root = constraints.root();
    private final Region a = constraints.universal("'a");
    private final Region b = constraints.universal("'b");

    private static BitSet just(Region region) {
        BitSet set = new BitSet();
        set.set(region.id());
        return set;
    }

    @Test
    void anExistentialIsItsFirstCounterpart() {
        Region d = constraints.existential("'d", root);
        constraints.pair(d, a);
        constraints.pair(b, d);

        assertThat(Witness.of(constraints).of(d)).isEqualTo(just(a));
    }

    @Test
    void aCounterpartThatItCannotNameIsPassedOver() {
        Region d = constraints.existential("'d", root);
        Scope inner = constraints.open(root);
        constraints.pair(d, constraints.placeholder("'z", inner));
        constraints.pair(d, b);

        assertThat(Witness.of(constraints).of(d)).isEqualTo(just(b));
    }

    @Test
    void oppositeAnotherExistentialItTakesThatOnesCounterpart() {
        Region d = constraints.existential("'d", root);
        Region y = constraints.existential("'y", constraints.open(root));
        constraints.pair(y, d);
        constraints.pair(d, a);

        assertThat(Witness.of(constraints).of(y)).isEqualTo(just(a));
    }

    @Test
    void withoutACounterpartItKeepsItsLeastValue() {
        Region d = constraints.existential("'d", root);
        constraints.require(d, b, root, new Because("test"));

        assertThat(Witness.of(constraints).of(d).get(b.id())).isTrue();
        assertThat(Witness.of(constraints).of(d).get(a.id())).isFalse();
    }
}
