package org.rdylib.verifier.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SolverTest {

    private final Constraints constraints = new Constraints();
    private final Scope root = constraints.root();
    private final Region a = constraints.universal("'a");
    private final Region b = constraints.universal("'b");

    private void require(Region longer, Region shorter, Scope scope, String why) {
        constraints.require(longer, shorter, scope, new Because(why));
    }

    @Test
    void aPathFromOneUniversalToAnotherNeedsAPromise() {
        Region d = constraints.existential("'d", root);
        require(b, d, root, "argument");
        require(d, a, root, "result");

        List<Failure> failures = Solver.solve(constraints);

        assertThat(failures).hasSize(1);
        Failure failure = failures.getFirst();
        assertThat(failure.longer()).isEqualTo(b);
        assertThat(failure.shorter()).isEqualTo(a);
        assertThat(failure.notGeneral()).isFalse();
        assertThat(failure.chain()).extracting(c -> c.origin().why()).containsExactly("argument", "result");

        constraints.assume(b, a, root);
        assertThat(Solver.solve(constraints)).isEmpty();
    }

    @Test
    void eachMissingPromiseIsOneFailureWithItsShortestChain() {
        Region d = constraints.existential("'d", root);
        require(b, d, root, "long way");
        require(d, a, root, "round");
        require(b, a, root, "directly");

        assertThat(Solver.solve(constraints))
                .singleElement()
                .satisfies(f ->
                        assertThat(f.chain()).extracting(c -> c.origin().why()).containsExactly("directly"));
    }

    @Test
    void ofChainsOfOneLengthTheFirstIsShown() {
        for (String way : List.of("one way", "another")) {
            Region d = constraints.existential("'d", root);
            require(b, d, root, way);
            require(d, a, root, "result");
        }

        assertThat(Solver.solve(constraints))
                .singleElement()
                .satisfies(f -> assertThat(f.chain().getFirst().origin().why()).isEqualTo("one way"));
    }

    @Test
    void whatIsMissedByTheShortestChainIsSaidFirst() {
        Region c = constraints.universal("'c");
        Region d = constraints.existential("'d", root);
        require(b, d, root, "argument");
        require(d, a, root, "result");
        require(c, a, root, "directly");

        assertThat(Solver.solve(constraints)).extracting(Failure::longer).containsExactly(c, b);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoPromisesForOneDemandTheOneThatFollowsFromTheOtherIsNotAskedFor(boolean isFirst) {
        Region c = constraints.universal("'c");
        Region d = constraints.existential("'d", root);
        for (Region each : isFirst ? List.of(c, b) : List.of(b, c)) {
            require(each, d, root, "argument");
        }
        require(d, a, root, "result");
        assertThat(Solver.solve(constraints)).extracting(Failure::longer).containsExactlyInAnyOrder(b, c);

        // With 'c: 'a there would be 'b: 'a.
        constraints.assume(b, c, root);
        assertThat(Solver.solve(constraints)).extracting(Failure::longer).containsExactly(c);

        // Two demands are both shown, though one promise would do for both.
        require(b, a, root, "directly");
        assertThat(Solver.solve(constraints)).extracting(Failure::longer).containsExactly(b, c);
    }

    @Test
    void aPathEndsAtEachUniversalOnIt() {
        Region c = constraints.universal("'c");
        constraints.assume(a, b, root);
        require(a, b, root, "known");
        require(b, c, root, "unknown");

        assertThat(Solver.solve(constraints)).extracting(f -> f.longer().name()).containsExactly("'b");
    }

    @Test
    void aPlaceholderCannotBeHeldToAnOuterChoice() {
        // fn<'e>() -> fn(&'e u8) as fn() -> for<'z> fn(&'z u8)
        Region e = constraints.existential("'e", root);
        Scope inner = constraints.open(root);
        Region z = constraints.placeholder("'z", inner);
        constraints.assume(constraints.dylib(), z, inner);
        require(z, e, inner, "parameter");

        assertThat(Solver.solve(constraints)).singleElement().satisfies(f -> {
            assertThat(f.notGeneral()).isTrue();
            assertThat(f.longer()).isEqualTo(z);
        });
    }

    @Test
    void aPlaceholderThatOutlivesAUniversalOutlivesAnOuterChoiceToo() {
        Region e = constraints.existential("'e", root);
        Scope inner = constraints.open(root);
        Region z = constraints.placeholder("'z", inner);
        constraints.assume(z, a, inner);
        require(z, e, inner, "parameter");

        assertThat(Solver.solve(constraints)).isEmpty();
    }

    private void assertOnlyMissing(Region longer, Region shorter) {
        assertThat(Solver.solve(constraints)).singleElement().satisfies(f -> {
            assertThat(f.longer()).isEqualTo(longer);
            assertThat(f.shorter()).isEqualTo(shorter);
        });
    }

    /** A {@code 'z} of which its binder promises {@code 'z: 'e}, where {@code 'z: 'b} is wanted. */
    private Region passedWhereABinderPromises(Region e) {
        constraints.assume(constraints.dylib(), b, root);
        Scope inner = constraints.open(root);
        Region z = constraints.placeholder("'z", inner);
        constraints.assume(z, e, inner);
        require(z, b, inner, "argument");
        return z;
    }

    @Test
    void whatNoOtherLifetimeHasToOutliveMayBeChosenSoLongThatABindersPromiseIsOfUse() {
        // fn<'e>(for<'z> fn(&'e &'z u8)) -> &'e u8 as fn(fn(&'a &'b u8)) -> &'a u8
        constraints.assume(constraints.dylib(), a, root);
        Region e = constraints.existential("'e", root);
        Region z = passedWhereABinderPromises(e);
        require(e, a, root, "result");

        assertThat(Solver.solve(constraints)).isEmpty();

        require(a, e, root, "field");
        assertOnlyMissing(z, b);
    }

    @Test
    void whatOneLifetimeHasToOutliveMayBeChosenAsLongAsThat() {
        Region e = constraints.existential("'e", root);
        Region z = passedWhereABinderPromises(e);
        require(b, e, root, "field");

        assertThat(Solver.solve(constraints)).isEmpty();

        // Of two that limit it the shorter counts, if they are known to be ordered.
        require(a, e, root, "field");
        assertOnlyMissing(z, b);
        constraints.assume(a, b, root);
        assertThat(Solver.solve(constraints)).isEmpty();
    }

    @Test
    void whatLimitsALifetimeLimitsThoseThatItHasToOutlive() {
        Region e = constraints.existential("'e", root);
        Region f = constraints.existential("'f", root);
        passedWhereABinderPromises(e);
        require(f, e, root, "bound");

        assertThat(Solver.solve(constraints)).isEmpty();
        require(b, f, root, "field");
        assertThat(Solver.solve(constraints)).isEmpty();

        require(a, f, root, "field");
        assertThat(Solver.solve(constraints)).hasSize(1);
    }

    @Test
    void twoPlaceholdersAreUnrelatedUnlessTheirBinderSaysSo() {
        Scope inner = constraints.open(root);
        Region y = constraints.placeholder("'y", inner);
        Region z = constraints.placeholder("'z", inner);
        require(y, z, inner, "result");

        assertThat(Solver.solve(constraints)).hasSize(1);

        constraints.assume(y, z, inner);
        assertThat(Solver.solve(constraints)).isEmpty();
    }

    @Test
    void aChoiceAboveAPlaceholderServesWhereItMayLiveAsLongAsTheLibrary() {
        Region d = constraints.existential("'d", root);
        Scope inner = constraints.open(root);
        Region z = constraints.placeholder("'z", inner);
        constraints.assume(constraints.dylib(), z, inner);
        require(d, z, inner, "result");
        assertThat(Solver.solve(constraints)).isEmpty();

        require(a, d, root, "argument");
        assertThat(Solver.solve(constraints)).singleElement().satisfies(f -> {
            assertThat(f.notGeneral()).isTrue();
            assertThat(f.longer()).isEqualTo(a);
            assertThat(f.chain()).extracting(c -> c.origin().why()).containsExactly("argument", "result");
        });
    }

    @Test
    void theCounterpartIsTriedWhereTheLeastValueProvesTooLittleAndTheLongestTooMuch() {
        // The binder promises 'z: 'd and 'd: 'y. At its least, 'd is only the call, and at its longest 'a.
        constraints.assume(a, b, root);
        Region d = constraints.existential("'d", root);
        Scope inner = constraints.open(root);
        Region y = constraints.placeholder("'y", inner);
        Region z = constraints.placeholder("'z", inner);
        constraints.assume(z, d, inner);
        constraints.assume(d, y, inner);
        require(a, d, root, "argument");
        require(z, b, inner, "result");
        require(b, y, inner, "result");
        assertThat(Solver.solve(constraints)).isNotEmpty();

        constraints.pair(d, b);
        assertThat(Solver.solve(constraints)).isEmpty();
    }

    @Test
    void nothingIsRaisedForWhatABinderAssumesOfWhateverIsChosen() {
        // The binder promises 'd: 'dylib, and so 'd: 'a, of any 'd: it may be as short as 'b.
        Region d = constraints.existential("'d", root);
        Scope inner = constraints.open(root);
        require(b, d, root, "argument");
        require(d, a, inner, "parameter");
        assertThat(Solver.solve(constraints)).hasSize(1);

        constraints.assume(constraints.dylib(), a, root);
        constraints.assume(d, constraints.dylib(), inner);
        assertThat(Solver.solve(constraints)).isEmpty();

        // Elsewhere that is not assumed.
        require(d, a, root, "result");
        assertThat(Solver.solve(constraints)).hasSize(1);
    }

    @Test
    void whatABinderPromisesOfOneChoiceServesForWhatTheOtherIsChosenAs() {
        // The binder promises 'd: 'e. With 'e as long as 'a that gives 'd: 'a, however short 'd is.
        constraints.assume(constraints.dylib(), a, root);
        Region d = constraints.existential("'d", root);
        Region e = constraints.existential("'e", root);
        Scope inner = constraints.open(root);
        require(b, d, root, "argument");
        require(d, a, inner, "parameter");
        require(e, a, inner, "another");
        assertThat(Solver.solve(constraints)).hasSize(1);

        constraints.assume(d, e, inner);
        assertThat(Solver.solve(constraints)).isEmpty();

        // Of 'e nothing is promised: it must be 'a at least.
        require(b, e, root, "argument");
        assertThat(Solver.solve(constraints)).hasSize(1);
    }

    @Test
    void whatABinderPromisesTooLittleOfIsRaisedAndTheRestIsNot() {
        // 'e has to be 'b, which 'd: 'c does not give; 'd: 'c need not be.
        Region c = constraints.universal("'c");
        Region d = constraints.existential("'d", root);
        Region e = constraints.existential("'e", root);
        Scope inner = constraints.open(root);
        constraints.assume(d, c, inner);
        constraints.assume(e, c, inner);
        require(a, d, root, "argument");
        require(d, c, inner, "parameter");
        require(e, b, inner, "another");

        assertThat(Solver.solve(constraints)).isEmpty();
    }

    @Test
    void ofTwoChoicesOneIsMadeShortAndTheOtherLong() {
        // The binder promises 'd: 'e. With 'd as 'b, which it must be at least, and 'e as 'a, at most, that gives 'b:
        // 'a.
        Region d = constraints.existential("'d", root);
        Region e = constraints.existential("'e", root);
        Scope inner = constraints.open(root);
        constraints.assume(d, e, inner);
        require(d, b, root, "result");
        require(a, e, root, "argument");
        require(b, a, inner, "parameter");
        assertThat(Solver.solve(constraints)).isEmpty();

        // Not where the one is to be longer than that, or the other shorter.
        Region c = constraints.universal("'c");
        require(d, c, root, "another");
        assertThat(Solver.solve(constraints)).hasSize(1);
        constraints.assume(b, c, root);
        assertThat(Solver.solve(constraints)).isEmpty();
        require(c, e, root, "another");
        assertThat(Solver.solve(constraints)).isNotEmpty();
    }

    @Test
    void nothingIsDemandedOfACallThatCanBeMadeImpossible() {
        // The binder promises 'd: 'e. Of any two lifetimes, that are the shortest that there is and the longest.
        Region c = constraints.universal("'c");
        List.of(a, b, c).forEach(each -> constraints.assume(constraints.dylib(), each, root));
        Region d = constraints.existential("'d", root);
        Region e = constraints.existential("'e", root);
        Scope inner = constraints.open(root);
        require(d, a, inner, "parameter");
        require(b, e, inner, "parameter");
        require(a, c, inner, "result");
        assertThat(Solver.solve(constraints)).isNotEmpty();

        constraints.assume(d, e, inner);
        assertThat(Solver.solve(constraints)).isEmpty();

        // Elsewhere it is demanded as ever.
        require(a, c, root, "result");
        assertThat(Solver.solve(constraints)).hasSize(1);
    }

    @Test
    void whatLimitsAChoiceUnderTheBinderThatPromisesItDoesSoWhereThePromiseDoesNotSeeToIt() {
        // 'z: 'e is of use with 'e as 'b, and 'b: 'e is demanded there itself: 'dylib would be too long.
        Region e = constraints.existential("'e", root);
        constraints.assume(constraints.dylib(), b, root);
        Scope inner = constraints.open(root);
        Region z = constraints.placeholder("'z", inner);
        constraints.assume(z, e, inner);
        require(z, b, inner, "argument");
        require(b, e, inner, "field");

        assertThat(Solver.solve(constraints)).isEmpty();

        require(a, e, inner, "field");
        assertThat(Solver.solve(constraints)).singleElement().satisfies(f -> {
            assertThat(f.longer()).isEqualTo(z);
            assertThat(f.shorter()).isEqualTo(b);
        });
    }

    @Test
    void whatABinderPromisesHoldsInThoseWithinIt() {
        Region d = constraints.existential("'d", root);
        constraints.assume(constraints.dylib(), a, root);
        Scope inner = constraints.open(root);
        constraints.assume(d, constraints.dylib(), inner);
        Scope innermost = constraints.open(inner);
        require(b, d, root, "argument");
        require(d, a, innermost, "parameter");

        assertThat(Solver.solve(constraints)).isEmpty();
    }

    @Test
    void aChoiceIsNotMadeAsLongAsALifetimeThatItCannotName() {
        // The binder promises 'z: 'e, which is of use with 'e as 'b. It demands 'y: 'e, and whatever 'e is, 'y may be
        // shorter.
        Region e = constraints.existential("'e", root);
        constraints.assume(constraints.dylib(), b, root);
        Scope inner = constraints.open(root);
        Region y = constraints.placeholder("'y", inner);
        Region z = constraints.placeholder("'z", inner);
        constraints.assume(z, e, inner);
        require(z, b, inner, "argument");
        require(y, e, inner, "field");

        assertThat(Solver.solve(constraints)).extracting(Failure::longer).containsExactlyInAnyOrder(y, z);
    }
}
