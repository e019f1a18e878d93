package org.rdylib.verifier.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CertificateTest {

    private final Constraints constraints = new Constraints();
    private final Scope root = constraints.root();
    private final Region a = constraints.universal("'a");
    private final Region b = constraints.universal("'b");

    @Test
    void aGoodGuessIsAProofAndABadOneIsNot() {
        Region d = constraints.existential("'d", root);
        constraints.assume(a, b, root);
        constraints.require(a, d, root, new Because("argument"));
        constraints.require(d, b, root, new Because("result"));
        Valuation good = new Valuation(constraints);
        good.choose(d, b);
        Valuation tooShort = new Valuation(constraints);

        assertThat(Certificate.violations(constraints, good)).isEmpty();
        assertThat(Certificate.violations(constraints, tooShort))
                .extracting(v -> v.constraint().toString())
                .containsExactly("'d: 'b");
    }

    @Test
    void whatAnInnerBinderPromisesProvesNothingOutside() {
        Scope inner = constraints.open(root);
        constraints.assume(a, b, inner);
        constraints.require(a, b, root, new Because("outside"));

        assertThat(Certificate.violations(constraints, new Valuation(constraints)))
                .hasSize(1);
    }

    @Test
    void noExistentialCanBeGivenALifetimeThatIsChosenLater() {
        Region d = constraints.existential("'d", root);
        Region z = constraints.placeholder("'z", constraints.open(root));

        assertThatIllegalArgumentException().isThrownBy(() -> new Valuation(constraints).choose(d, z));
        assertThatIllegalArgumentException().isThrownBy(() -> new Valuation(constraints).raise(d, z));
    }
}
