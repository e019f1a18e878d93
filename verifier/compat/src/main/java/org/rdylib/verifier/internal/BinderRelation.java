package org.rdylib.verifier.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rdylib.spec.Signature;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.copy.Lifetimes;
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
 * Relates two function types or closures, opening their {@code for<>}.
 *
 * <p>The wanted one's lifetimes become placeholders, and what it promises is assumed under the binder; the given one's
 * become existentials of it, and what it relies on is demanded. An invariant pair is related in both directions, which
 * doubles the work with each that is nested in another; where there are many, two are related as one: the lifetimes
 * that stand at the same position are the same placeholder. That accepts what is equal but for names, and nothing else.
 */
final class BinderRelation {

    /** How deep, and how often, invariant pairs are opened both ways. */
    private static final int MOST_NESTED = 4;

    private static final int MOST_OPENED = 200;

    private final Session session;
    private final Constraints constraints;
    private final TypeRelation types;
    private final boolean isSettled;

    /** @param isSettled whether the lifetimes are known to fit, so that nothing has to be opened */
    BinderRelation(Session session, Constraints constraints, TypeRelation types, boolean isSettled) {
        this.session = session;
        this.constraints = constraints;
        this.types = types;
        this.isSettled = isSettled;
    }

    /** Relates covariantly or invariantly. */
    void relate(Signature given, Term from, Signature wanted, Term to, Variance variance, Scope scope, Path path) {
        if (isSettled) {
            parts(given, from.lifetimes(), wanted, to.lifetimes(), variance, scope, path);
            return;
        }
        if (!new SignatureShape(session).isSameForFunctionTypes(given, from.side(), wanted, path)) {
            return;
        }
        if (given.lifetimes().isEmpty() && wanted.lifetimes().isEmpty()) {
            parts(given, from.lifetimes(), wanted, to.lifetimes(), variance, scope, path);
            return;
        }
        boolean bothWays = session.rules().invariantBinders().areOpenedBothWays(variance);
        if (bothWays && (scope.depth() > MOST_NESTED || constraints.opened() > MOST_OPENED)) {
            openAsOne(given, from.lifetimes(), wanted, to.lifetimes(), scope, path);
            return;
        }
        open(given, from.lifetimes(), wanted, to.lifetimes(), variance, scope, path);
        if (bothWays) {
            open(wanted, to.lifetimes(), given, from.lifetimes(), variance, scope, path);
        }
    }

    private void open(
            Signature given, Lifetimes from, Signature wanted, Lifetimes to, Variance inside, Scope scope, Path path) {
        Scope inner = constraints.open(scope);
        Lifetimes placeholders = to.with(wanted.lifetimes(), l -> constraints.placeholder("'" + l.name(), inner));
        Lifetimes existentials = from.with(given.lifetimes(), l -> constraints.existential("'" + l.name(), inner));
        Scope promised = session.rules().binderScope().of(inner, constraints);
        Statement promise = Statement.of(session.copy(to.side()), placeholders, wanted, List.of());
        session.rules()
                .binders()
                .promises()
                .forEach(rule -> rule.of(promise, (l, s, _, _) -> constraints.assume(l, s, promised)));
        Statement demand = Statement.of(session.copy(from.side()), existentials, given, List.of());
        session.rules()
                .binders()
                .demands()
                .forEach(rule -> rule.of(
                        demand,
                        (l, s, at, why) ->
                                constraints.require(l, s, inner, new Cause.Reliance(from.side(), at, why, path))));
        parts(given, existentials, wanted, placeholders, inside, inner, path);
    }

    private void openAsOne(Signature given, Lifetimes from, Signature wanted, Lifetimes to, Scope scope, Path path) {
        Scope inner = constraints.open(scope);
        Correspondence same = Correspondence.of(given, wanted);
        Map<String, Region> shared = new HashMap<>();
        Lifetimes wantedOnes = to.with(
                wanted.lifetimes(), l -> shared.computeIfAbsent(l.name(), name -> withinTheLibrary(name, inner)));
        Lifetimes givenOnes = from.with(
                given.lifetimes(),
                l -> same.of(l.name()).map(shared::get).orElseGet(() -> withinTheLibrary(l.name(), inner)));
        parts(given, givenOnes, wanted, wantedOnes, Variance.INVARIANT, inner, path);
    }

    private Region withinTheLibrary(String name, Scope scope) {
        Region region = constraints.placeholder("'" + name, scope);
        constraints.assume(constraints.dylib(), region, scope);
        return region;
    }

    private void parts(
            Signature given,
            Lifetimes from,
            Signature wanted,
            Lifetimes to,
            Variance variance,
            Scope scope,
            Path path) {
        Positions positions = session.rules().positions();
        for (int i = 0; i < given.parameters().size(); i++) {
            types.relate(
                    new Term(given.parameters().get(i).type(), from),
                    new Term(wanted.parameters().get(i).type(), to),
                    variance.times(positions.of(Position.PARAMETER)),
                    scope,
                    SignatureShape.parameter(wanted, i, path));
        }
        types.relate(
                new Term(given.result(), from),
                new Term(wanted.result(), to),
                variance.times(positions.of(Position.RESULT)),
                scope,
                path.then("result"));
    }
}
