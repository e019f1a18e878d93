package org.rdylib.verifier.internal;

import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Code;
import org.rdylib.spec.Place;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.copy.Lifetimes;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.copy.Statement;
import org.rdylib.verifier.copy.Term;
import org.rdylib.verifier.finding.Cause;
import org.rdylib.verifier.finding.Findings;
import org.rdylib.verifier.finding.Path;
import org.rdylib.verifier.region.Constraints;
import org.rdylib.verifier.region.Region;
import org.rdylib.verifier.region.Scope;

/**
 * Compares a declared type with its counterpart, in the direction in which its values flow.
 *
 * <p>Each field of the producer's copy must serve as the consumer's. The lifetime parameters are the same regions on
 * both sides, by position; what the producer's fields imply is assumed, what the consumer's imply is demanded.
 */
final class DeclarationComparison {

    private final Session session;
    private final int number;
    private final String name;
    private final Side producer;
    private final TypeDeclaration given;
    private final TypeDeclaration wanted;
    private final Path path;

    DeclarationComparison(Session session, Key.OfType key, Path path) {
        this.session = session;
        this.number = key.number();
        this.name = key.name();
        this.producer = key.producer();
        this.path = path;
        this.given = session.copy(producer).checked().type(name);
        this.wanted = session.copy(producer.other()).checked().type(name);
    }

    /** Compares, and reports what does not fit. */
    void compare() {
        if (given.lifetimes().size() != wanted.lifetimes().size()) {
            report(
                    Code.LIFETIME_PARAMETERS_DIFFER,
                    given.at(),
                    wanted.at(),
                    "`" + name + "` declares lifetimes: " + given.lifetimes().size() + " in the " + producer
                            + "'s copy and " + wanted.lifetimes().size() + " in the " + producer.other() + "'s");
            session.markDifferent(name);
            return;
        }
        evolution();
        if (!(session.like().isPresent() && session.like().get().isSettled(number))) {
            lifetimes();
        } else if (!session.like().get().leadsToNothingNew(number, session::isReachedBothWays)) {
            structure((g, w, where) -> session.settled().follow(producer, g, w, where));
        }
    }

    private void lifetimes() {
        Constraints promised = session.constraints();
        Scope root = promised.root();
        Explainer explainer = new Explainer(
                session,
                new Explainer.Promiser(
                        producer, given.at(), wanted.at(), given.lifetimes(), wanted.lifetimes(), Optional.empty()));
        List<Region> shared = given.lifetimes().stream()
                .map(l -> promised.universal("'" + l.name()))
                .toList();
        Lifetimes from = bind(given, producer, shared, promised);
        Lifetimes to = bind(wanted, producer.other(), shared, promised);
        Statement promise = Statement.of(session.copy(producer), from, given);
        session.rules()
                .declarations()
                .promises()
                .forEach(rule -> rule.of(promise, (l, s, _, _) -> promised.assume(l, s, root)));
        if (session.rules().impossibleCaller().isImpossible(producer, session.mayUnload(), promised)) {
            report(
                    Code.IMPOSSIBLE_CALLER,
                    given.at(),
                    wanted.at(),
                    "`" + name + "` in the " + producer + "'s copy implies `'dylib: 'static`, which is false where the"
                            + " library may be unloaded: no honest " + producer + " has such a value");
            session.markDifferent(name);
            return;
        }
        Constraints whole = promised.again();
        Statement demand = Statement.of(session.copy(producer.other()), to, wanted);
        session.rules()
                .declarations()
                .demands()
                .forEach(rule -> rule.of(
                        demand,
                        (l, s, at, why) ->
                                whole.require(l, s, root, new Cause.Reliance(producer.other(), at, why, path))));
        explainer.solveAndReport(whole);
        structure((g, w, where) -> {
            Constraints question = promised.again();
            new TypeRelation(session, question)
                    .relate(new Term(g, from), new Term(w, to), Variance.COVARIANT, root, where);
            explainer.solveAndReport(question);
        });
    }

    private void structure(StructureComparison.Fields fields) {
        int before = session.findings().noticed();
        new StructureComparison(session, producer, given, wanted, path, fields).compare();
        if (session.findings().noticed() > before) {
            session.markDifferent(name);
        }
    }

    private void evolution() {
        Evolving pair = new Evolving(session, producer, given, wanted, path);
        session.rules().evolution().forEach(rule -> rule.check(pair));
    }

    private Lifetimes bind(TypeDeclaration declaration, Side side, List<Region> shared, Constraints promised) {
        return session.lifetimes(side, promised)
                .with(
                        declaration.lifetimes(),
                        l -> shared.get(declaration.lifetimes().indexOf(l)));
    }

    private void report(Code code, Place here, Place there, String message) {
        session.findings().structure(code, producer, here, there, path, message, Findings.AGREE);
    }
}
