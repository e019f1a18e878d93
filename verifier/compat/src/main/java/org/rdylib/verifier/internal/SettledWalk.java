package org.rdylib.verifier.internal;

import org.rdylib.spec.Mutability;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.copy.Lifetimes;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.copy.Term;
import org.rdylib.verifier.finding.Path;
import org.rdylib.verifier.region.Constraints;
import org.rdylib.verifier.rule.Positions;
import org.rdylib.verifier.rule.Positions.Position;

/**
 * Goes through what is {@linkplain LikeParts settled} as the comparison would, in the same order and by the same paths, and
 * notes what it leads to; without a question about lifetimes.
 */
final class SettledWalk {

    private final Session session;
    private final Constraints none;
    private final TypeRelation types;
    private final Lifetimes ofHost;
    private final Lifetimes ofPlugin;

    SettledWalk(Session session) {
        this.session = session;
        this.none = session.constraints();
        this.types = TypeRelation.ofSettled(session, none);
        this.ofHost = session.lifetimes(Side.HOST, none);
        this.ofPlugin = session.lifetimes(Side.PLUGIN, none);
    }

    /** Follows a function that {@code side} calls and the other side implements. */
    void follow(Side side, Signature caller, Signature callee, Path path) {
        Positions positions = session.rules().positions();
        for (int i = 0; i < caller.parameters().size(); i++) {
            Type given = callee.parameters().get(i).type();
            if (innermost(given) instanceof Type.Named named) {
                if (session.isNew(named.name(), side)) {
                    session.reachType(named.name(), side, SignatureShape.parameter(caller, i, path));
                }
            } else if (!leadsNowhere(given)) {
                Type wanted = caller.parameters().get(i).type();
                types.relateSlot(
                        term(side.other(), given),
                        term(side, wanted),
                        positions.of(Position.PARAMETER),
                        none.root(),
                        SignatureShape.parameter(caller, i, path));
            }
        }
        if (innermost(callee.result()) instanceof Type.Named named) {
            if (session.isNew(named.name(), side.other())) {
                session.reachType(named.name(), side.other(), path.then("result"));
            }
        } else if (!leadsNowhere(callee.result())) {
            types.relateSlot(
                    term(side.other(), callee.result()),
                    term(side, caller.result()),
                    Variance.COVARIANT.times(positions.of(Position.RESULT)),
                    none.root(),
                    path.then("result"));
        }
    }

    /** Follows a field of the values that {@code producer} makes. */
    void follow(Side producer, Type given, Type wanted, Path path) {
        types.relate(term(producer, given), term(producer.other(), wanted), Variance.COVARIANT, none.root(), path);
    }

    /** What stands behind shared references and within what holds but one: values of it are made by who makes the whole. */
    private static Type innermost(Type type) {
        return switch (type) {
            case Type.Named named -> named;
            case Type.Reference r when r.mutability() == Mutability.SHARED -> innermost(r.target());
            case Type.Option o -> innermost(o.value());
            case Type.Slice s -> innermost(s.element());
            case Type.Vector v -> innermost(v.element());
            case Type.Boxed b -> innermost(b.target());
            case Type _ -> type;
        };
    }

    private boolean leadsNowhere(Type type) {
        return session.like().orElseThrow().leadsNowhere(type);
    }

    private Term term(Side side, Type type) {
        return new Term(
                type,
                switch (side) {
                    case HOST -> ofHost;
                    case PLUGIN -> ofPlugin;
                });
    }
}
