package org.rdylib.conformance.lifetimes;

import java.util.List;
import java.util.Optional;
import org.rdylib.conformance.lifetimes.FiniteModel.Answer;
import org.rdylib.conformance.lifetimes.FiniteModel.Effort;
import org.rdylib.spec.Descriptor;

/**
 * Where the verdict differs from rustc's on purpose. All are about {@code for<'z>}, which rustc knows less of; the
 * finite model confirms each verdict of ours, but for the last.
 *
 * <p>Two more are not seen here, since Rust is asked in words that avoid them: closures vary as functions do (they are
 * structs in the Rust that is asked), and bounds and closure kinds are subtyping. Nor does it show that an object or closure
 * behind a {@code &mut} within another type is compared both ways without need: whoever is asked compares it so.
 */
enum Deviation {
    /**
     * rustc accepts, we refuse: the implied bounds of a function type that is given where another is wanted must hold,
     * and rustc forgets to prove them (rust-lang/rust#25860, rust-lang/rust#157316).
     */
    GIVEN_BOUNDS_FORGOTTEN,
    /**
     * rustc refuses, we accept: what the types of a wanted function type imply between its bound lifetimes may be
     * assumed of whoever calls it. rustc ignores it (rust-lang/types-team#117).
     */
    WANTED_BOUNDS_IGNORED,
    /**
     * A bound lifetime lies within the library's life, which no Rust type can say. rustc refuses, we accept, where that
     * may be assumed of a caller; rustc accepts, we refuse, where a callee wants it proved of {@code 'static}.
     */
    BOUND_WITHIN_THE_LIBRARY,
    /**
     * rustc accepts, because it forgets the implied bounds of the given function type, and we refuse, though they hold:
     * the verifier tries some of the values that lifetimes may have which it is to choose, and here only others make what may
     * be assumed of them useful. Sound, and so rare that no pair is known.
     */
    NEEDLESSLY_REFUSED;

    /** Why the two may differ on this pair; empty where one of them is wrong. */
    static Optional<Deviation> between(Pair pair, boolean ours, boolean rustc) throws Calls.InexpressibleException {
        boolean binders = Binders.in(pair.host()) || Binders.in(pair.plugin());
        if (ours == rustc || !binders) {
            return Optional.empty();
        }
        Answer model = model(pair);
        boolean implied = implied(pair.host()) || implied(pair.plugin());
        boolean holds = model == Answer.HOLDS;
        if (rustc && !implied && pair.unloadable() && model == Answer.FAILS) {
            return Optional.of(BOUND_WITHIN_THE_LIBRARY);
        }
        if (model == Answer.TOO_LARGE || (rustc && !implied) || (!rustc && !holds)) {
            return Optional.empty();
        }
        if (rustc) {
            return Optional.of(holds ? NEEDLESSLY_REFUSED : GIVEN_BOUNDS_FORGOTTEN);
        }
        if (implied) {
            return Optional.of(WANTED_BOUNDS_IGNORED);
        }
        return pair.unloadable() ? Optional.of(BOUND_WITHIN_THE_LIBRARY) : Optional.empty();
    }

    /** Large orders of many lifetimes are beyond anybody's patience; smaller ones refute most of what is wrong. */
    private static Answer model(Pair pair) throws Calls.InexpressibleException {
        Answer answer = Answer.TOO_LARGE;
        for (Effort effort : List.of(Effort.THOROUGH, Effort.ORDINARY, Effort.SMALL)) {
            if (answer == Answer.TOO_LARGE) {
                answer = FiniteModel.judge(pair, effort);
            }
        }
        return answer;
    }

    private static boolean implied(Descriptor d) {
        return Binders.withImpliedBounds(d);
    }
}
