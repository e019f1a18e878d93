package org.rdylib.verifier.region;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnowledgeTest {

    private final Constraints constraints = new Constraints();
    private final Region a = constraints.universal("'a");
    private final Region b = constraints.universal("'b");
    private final Region c = constraints.universal("'c");

    private boolean knows(Valuation valuation, Region longer, Region shorter, Scope scope) {
        return new Knowledge(constraints, valuation).outlives(longer, shorter, scope);
    }

    private boolean knows(Region longer, Region shorter) {
        return knows(new Valuation(constraints), longer, shorter, constraints.root());
    }

    @Test
    void assumptionsAreTransitive() {
        constraints.assume(a, b, constraints.root());
        constraints.assume(b, c, constraints.root());

        assertThat(knows(a, c)).isTrue();
        assertThat(knows(c, a)).isFalse();
    }

    @Test
    void staticOutlivesEverything() {
        Scope inner = constraints.open(constraints.root());
        Region z = constraints.placeholder("'z", inner);

        assertThat(knows(constraints.forever(), constraints.dylib())).isTrue();
        assertThat(knows(new Valuation(constraints), constraints.forever(), z, inner))
                .isTrue();
        assertThat(knows(constraints.dylib(), constraints.forever())).isFalse();
    }

    @Test
    void unrelatedLifetimesOutliveOnlyTheCall() {
        assertThat(knows(a, b)).isFalse();
        assertThat(knows(a, constraints.body(constraints.root()))).isTrue();
        assertThat(knows(constraints.body(constraints.root()), a)).isFalse();
    }

    @Test
    void anAssumptionHoldsOnlyUnderItsBinder() {
        Scope inner = constraints.open(constraints.root());
        Scope sibling = constraints.open(constraints.root());
        constraints.assume(a, b, inner);

        assertThat(knows(new Valuation(constraints), a, b, inner)).isTrue();
        assertThat(knows(new Valuation(constraints), a, b, constraints.open(inner)))
                .isTrue();
        assertThat(knows(a, b)).isFalse();
        assertThat(knows(new Valuation(constraints), a, b, sibling)).isFalse();
    }

    @Test
    void aPlaceholderNeedNotOutliveTheCallAroundItsBinder() {
        Scope inner = constraints.open(constraints.root());
        Region z = constraints.placeholder("'z", inner);
        Region outerCall = constraints.body(constraints.root());

        assertThat(knows(new Valuation(constraints), z, constraints.body(inner), inner))
                .isTrue();
        assertThat(knows(new Valuation(constraints), z, outerCall, inner)).isFalse();

        constraints.assume(z, a, inner);
        assertThat(knows(new Valuation(constraints), z, outerCall, inner)).isTrue();
    }

    @Test
    void anAssumptionAboutAJoinNeedsAllItsMembers() {
        Region e = constraints.existential("'e", constraints.root());
        constraints.assume(e, c, constraints.root());
        Valuation valuation = new Valuation(constraints);
        valuation.choose(e, a);
        valuation.raise(e, b);

        assertThat(knows(valuation, a, c, constraints.root())).isFalse();
        assertThat(knows(valuation, e, c, constraints.root())).isTrue();
    }

    @Test
    void whatOutlivesAJoinOutlivesEachMember() {
        Region e = constraints.existential("'e", constraints.root());
        constraints.assume(c, e, constraints.root());
        Valuation valuation = new Valuation(constraints);
        valuation.choose(e, a);
        valuation.raise(e, b);

        assertThat(knows(valuation, c, a, constraints.root())).isTrue();
        assertThat(knows(valuation, c, b, constraints.root())).isTrue();
    }
}
