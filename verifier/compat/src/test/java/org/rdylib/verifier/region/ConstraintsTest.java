package org.rdylib.verifier.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ConstraintsTest {

    private final Constraints constraints = new Constraints();
    private final Scope root = constraints.root();
    private final Region a = constraints.universal("'a");
    private final Region b = constraints.universal("'b");

    @Test
    void isKnownWhatIsAssumedAndWhatHoldsOfAnyLifetime() {
        assertThat(constraints.isKnown(a, b)).isFalse();
        assertThat(constraints.isKnown(a, a)).isTrue();
        assertThat(constraints.isKnown(constraints.forever(), b)).isTrue();
        assertThat(constraints.isKnown(a, constraints.body(root))).isTrue();

        constraints.assume(a, b, root);
        assertThat(constraints.isKnown(a, b)).isTrue();
        assertThat(constraints.isKnown(b, a)).isFalse();
    }

    @Test
    void whatAQuestionLearnsAfterItWasAskedAgainTheOtherDoesNot() {
        Constraints again = constraints.again();
        again.assume(a, b, root);
        constraints.assume(b, a, root);

        assertThat(again.isKnown(a, b)).isTrue();
        assertThat(again.isKnown(b, a)).isFalse();
        assertThat(constraints.isKnown(a, b)).isFalse();
        assertThat(constraints.isKnown(b, a)).isTrue();
    }

    @Test
    void whatAQuestionHasAfterItWasAskedAgainTheOtherHasNot() {
        constraints.open(root);
        Constraints again = constraints.again();
        Region d = again.existential("'d", root);
        Scope inner = again.open(root);
        Region c = constraints.universal("'c");

        assertThat(again.opened()).isEqualTo(2);
        assertThat(constraints.opened()).isEqualTo(1);
        assertThat(again.regions()).contains(a, b, d).doesNotContain(c);
        assertThat(constraints.regions()).contains(a, b, c).doesNotContain(d);
        assertThatIllegalArgumentException().isThrownBy(() -> constraints.assume(a, b, inner));
    }

    @Test
    void nothingIsDemandedOfAQuestionThatIsAskedAgain() {
        constraints.require(a, b, root, new Because("result"));

        assertThat(Solver.solve(constraints)).hasSize(1);
        assertThat(Solver.solve(constraints.again())).isEmpty();
    }

    @Test
    void theCounterpartOfAChoiceIsKnownWhicheverIsNamedFirst() {
        Region d = constraints.existential("'d", root);
        constraints.pair(a, d);
        constraints.pair(d, b);

        assertThat(constraints.counterparts(d)).containsExactly(a, b);
        assertThat(constraints.counterparts(a)).isEmpty();
    }
}
