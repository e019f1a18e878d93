package org.rdylib.verifier.internal;

import java.util.function.Supplier;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.copy.Lifetimes;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.copy.Term;
import org.rdylib.verifier.finding.Path;
import org.rdylib.verifier.region.Constraints;
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
        for (int i = 0; i < caller.parameters().size(); i++) {
            int index = i;
            slot(
                    Position.PARAMETER,
                    side,
                    caller.parameters().get(i).type(),
                    callee.parameters().get(i).type(),
                    () -> SignatureShape.parameter(caller, index, path));
        }
        slot(Position.RESULT, side, caller.result(), callee.result(), () -> path.then("result"));
    }

    /** @param path asked for only where something is new: most of what is settled leads to what was met before */
    private void slot(Position position, Side side, Type caller, Type callee, Supplier<Path> path) {
        Side maker = position == Position.PARAMETER ? side : side.other();
        if (innermost(callee) instanceof Type.Named named) {
            if (session.isNew(named.name(), maker)) {
                session.reachType(named.name(), maker, path.get());
            }
        } else if (!leadsNowhere(callee)) {
            types.relateSlot(
                    term(side.other(), callee),
                    term(side, caller),
                    session.rules().positions().of(position),
                    none.root(),
                    path.get());
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
