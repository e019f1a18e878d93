package org.rdylib.verifier.internal;

import java.util.List;
import org.rdylib.spec.Signature;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.region.Constraints;
import org.rdylib.verifier.region.Scope;

/**
 * Relates two function types or closures, opening their {@code for<>}.
 *
 * <p>The wanted one's lifetimes become placeholders, and what it promises is assumed under the binder; the given one's
 * become existentials of it, and what it relies on is demanded. An invariant pair is related in both directions.
 */
final class BinderRelation {

    private final Session session;
    private final Constraints constraints;
    private final TypeRelation types;

    BinderRelation(Session session, Constraints constraints, TypeRelation types) {
        this.session = session;
        this.constraints = constraints;
        this.types = types;
    }

    /** Relates covariantly or invariantly. */
    void relate(Signature given, Term from, Signature wanted, Term to, Variance variance, Scope scope, Path path) {
        if (!new SignatureShape(session).isSameForFunctionTypes(given, from.side(), wanted, path)) {
            return;
        }
        if (given.lifetimes().isEmpty() && wanted.lifetimes().isEmpty()) {
            parts(given, from.lifetimes(), wanted, to.lifetimes(), variance, scope, path);
            return;
        }
        open(given, from.lifetimes(), wanted, to.lifetimes(), variance, scope, path);
        if (variance == Variance.INVARIANT) {
            open(wanted, to.lifetimes(), given, from.lifetimes(), variance, scope, path);
        }
    }

    private void open(
            Signature given, Lifetimes from, Signature wanted, Lifetimes to, Variance inside, Scope scope, Path path) {
        Scope inner = constraints.open(scope);
        Lifetimes placeholders = to.with(wanted.lifetimes(), l -> constraints.placeholder("'" + l.name(), inner));
        Lifetimes existentials = from.with(given.lifetimes(), l -> constraints.existential("'" + l.name(), inner));
        Scope promised = session.rules().binderScope().of(inner, constraints.root());
        Statement promise = Statement.of(session.copy(to.side()), placeholders, wanted, List.of());
        session.rules()
                .binderPromises()
                .forEach(rule -> rule.of(promise, (l, s, _, _) -> constraints.assume(l, s, promised)));
        Statement demand = Statement.of(session.copy(from.side()), existentials, given, List.of());
        session.rules()
                .binderDemands()
                .forEach(rule -> rule.of(
                        demand,
                        (l, s, at, why) ->
                                constraints.require(l, s, inner, new Cause.Reliance(from.side(), at, why, path))));
        parts(given, existentials, wanted, placeholders, inside, inner, path);
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
                    variance.times(positions.parameter()),
                    scope,
                    path.then(SignatureShape.parameter(wanted, i)));
        }
        types.relate(
                new Term(given.result(), from),
                new Term(wanted.result(), to),
                variance.times(positions.result()),
                scope,
                path.then("result"));
    }
}
