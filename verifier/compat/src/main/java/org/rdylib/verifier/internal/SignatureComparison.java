package org.rdylib.verifier.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rdylib.spec.Code;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.copy.Lifetimes;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.copy.Statement;
import org.rdylib.verifier.copy.Term;
import org.rdylib.verifier.finding.Cause;
import org.rdylib.verifier.finding.Path;
import org.rdylib.verifier.region.Constraints;
import org.rdylib.verifier.region.Region;
import org.rdylib.verifier.region.Scope;
import org.rdylib.verifier.rule.Positions;
import org.rdylib.verifier.rule.Positions.Position;

/**
 * The forwarding rule: may a function with the caller's signature consist of one call of the callee's?
 *
 * <p>The caller's lifetimes are universal and what its signature promises is assumed; the callee's are existential and
 * what its signature relies on is demanded. Arguments go from the caller to the callee, the result comes back.
 */
final class SignatureComparison {

    private final Session session;
    private final Constraints constraints;
    private final Scope root;

    private SignatureComparison(Session session) {
        this.session = session;
        this.constraints = session.constraints();
        this.root = constraints.root();
    }

    /**
     * The signature of one side.
     *
     * @param self the lifetime parameters of the interface whose method it is
     */
    record Half(Side side, Signature signature, List<LifetimeParameter> self) {

        /** All that are in scope in its types. */
        List<LifetimeParameter> lifetimes() {
            if (self.isEmpty()) {
                return signature.lifetimes();
            }
            return Stream.concat(signature.lifetimes().stream(), self.stream()).toList();
        }
    }

    /** Compares, and reports what does not fit. */
    static void compare(Session session, Half caller, Half callee, Path path) {
        if (session.like().isPresent() && session.like().get().areSettled(caller, callee)) {
            session.settled().follow(caller.side(), caller.signature(), callee.signature(), path);
        } else {
            new SignatureComparison(session).compare(caller, callee, path);
        }
    }

    private void compare(Half caller, Half callee, Path path) {
        if (!new SignatureShape(session).isCallable(caller.signature(), caller.side(), callee.signature(), path)) {
            return;
        }
        List<Region> shared = caller.self().stream()
                .map(l -> constraints.universal("'" + l.name()))
                .toList();
        shared.forEach(region -> constraints.assume(constraints.dylib(), region, root));
        Lifetimes chosen =
                bind(caller, shared).with(caller.signature().lifetimes(), l -> constraints.universal("'" + l.name()));
        Lifetimes free = bind(callee, shared)
                .with(callee.signature().lifetimes(), l -> constraints.existential("'" + l.name(), root));

        Statement promise = Statement.of(session.copy(caller.side()), chosen, caller.signature(), caller.self());
        session.rules()
                .signatures()
                .promises()
                .forEach(rule -> rule.of(promise, (l, s, _, _) -> constraints.assume(l, s, root)));
        if (session.rules().impossibleCaller().isImpossible(caller.side(), session.mayUnload(), constraints)) {
            impossible(caller, callee, path);
            return;
        }
        Statement demand = Statement.of(session.copy(callee.side()), free, callee.signature(), callee.self());
        session.rules()
                .signatures()
                .demands()
                .forEach(rule -> rule.of(
                        demand,
                        (l, s, at, why) ->
                                constraints.require(l, s, root, new Cause.Reliance(callee.side(), at, why, path))));
        relate(caller.signature(), chosen, callee.signature(), free, path);
        Explainer.Promiser promiser = new Explainer.Promiser(
                caller.side(),
                caller.signature().at(),
                callee.signature().at(),
                caller.lifetimes(),
                callee.lifetimes(),
                Optional.of(caller.signature()));
        new Explainer(session, promiser).solveAndReport(constraints);
    }

    private Lifetimes bind(Half half, List<Region> shared) {
        return session.lifetimes(half.side(), constraints)
                .with(half.self(), l -> shared.get(half.self().indexOf(l)));
    }

    private void relate(Signature caller, Lifetimes chosen, Signature callee, Lifetimes free, Path path) {
        Positions positions = session.rules().positions();
        TypeRelation types = new TypeRelation(session, constraints);
        if (caller.receiver().isPresent() && callee.receiver().isPresent()) {
            receiver(caller, chosen, callee, free, path);
        }
        for (int i = 0; i < caller.parameters().size(); i++) {
            types.relateSlot(
                    new Term(callee.parameters().get(i).type(), free),
                    new Term(caller.parameters().get(i).type(), chosen),
                    positions.of(Position.PARAMETER),
                    root,
                    SignatureShape.parameter(caller, i, path));
        }
        types.relateSlot(
                new Term(callee.result(), free),
                new Term(caller.result(), chosen),
                Variance.COVARIANT.times(positions.of(Position.RESULT)),
                root,
                path.then("result"));
    }

    private void receiver(Signature caller, Lifetimes chosen, Signature callee, Lifetimes free, Path path) {
        Statement.receiver(caller)
                .ifPresent(given -> Statement.receiver(callee)
                        .ifPresent(wanted -> new RegionRelation(constraints)
                                .relate(given, chosen, wanted, free, Variance.COVARIANT, root, path.then("self"))));
    }

    private void impossible(Half caller, Half callee, Path path) {
        session.findings()
                .structure(
                        Code.IMPOSSIBLE_CALLER,
                        caller.side(),
                        caller.signature().at(),
                        callee.signature().at(),
                        path,
                        "the " + caller.side()
                                + "'s signature implies `'dylib: 'static`, which is false where the library may be"
                                + " unloaded: no honest caller could call it",
                        "in the " + caller.side() + "'s copy, write `'dylib` instead of `'static`");
    }
}
