package org.rdylib.verifier.internal;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Claim;
import org.rdylib.spec.Code;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Place;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.Variance;
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
    private final String name;
    private final Side producer;
    private final TypeDeclaration given;
    private final TypeDeclaration wanted;
    private final Path path;
    private final Constraints promised;
    private final Scope root;

    DeclarationComparison(Session session, Key.OfType key, Path path) {
        this.session = session;
        this.name = key.name();
        this.producer = key.producer();
        this.path = path;
        this.given = session.copy(producer).checked().type(name);
        this.wanted = session.copy(producer.other()).checked().type(name);
        this.promised = session.constraints();
        this.root = promised.root();
    }

    /** Compares, and reports what does not fit. */
    void compare() {
        if (given.lifetimes().size() != wanted.lifetimes().size()) {
            report(
                    Code.LIFETIME_PARAMETERS_DIFFER,
                    given.at(),
                    wanted.at(),
                    "`" + name + "` has " + given.lifetimes().size() + " lifetime parameters in the " + producer
                            + "'s copy and " + wanted.lifetimes().size() + " in the " + producer.other() + "'s");
            session.markDifferent(name);
            return;
        }
        claims();
        evolution();
        List<Region> shared = given.lifetimes().stream()
                .map(l -> promised.universal("'" + l.name()))
                .toList();
        Lifetimes from = bind(given, producer, shared);
        Lifetimes to = bind(wanted, producer.other(), shared);
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
        solve(whole);
        int before = session.findings().size();
        new StructureComparison(session, producer, given, wanted, path, (g, w, where) -> {
                    Constraints question = promised.again();
                    new TypeRelation(session, question)
                            .relate(new Term(g, from), new Term(w, to), Variance.COVARIANT, root, where);
                    solve(question);
                })
                .compare();
        if (session.findings().size() > before) {
            session.markDifferent(name);
        }
    }

    /** What the consumer counts on, the producer's copy must have, claimed or not. */
    private void claims() {
        Set<Bound> had = session.copy(producer).checked().boundsOf(name);
        for (Claim claim : wanted.claims()) {
            String bound = "`" + claim.bound().spelling() + "`";
            if (!had.contains(claim.bound())) {
                session.findings()
                        .structure(
                                Code.BOUND_MISSING,
                                producer,
                                given.at(),
                                claim.at(),
                                path,
                                "the " + producer.other() + " counts on `" + name + "` being " + bound + ", and the "
                                        + producer + "'s is not",
                                "in the " + producer.other() + "'s copy, leave the claim out");
            }
        }
    }

    /** Code is compiled for a type that may grow, or for one that may not: both copies must say the same. */
    private void evolution() {
        if (given.evolution() != wanted.evolution()) {
            boolean mine = given.evolution() == Evolution.APPEND;
            report(
                    Code.EVOLUTION_DIFFERS,
                    given.at(),
                    wanted.at(),
                    "`" + name + "` is `evolves: append` in the " + (mine ? producer : producer.other())
                            + "'s copy only");
            session.markDifferent(name);
        } else if (!storage(given).equals(storage(wanted))) {
            report(
                    Code.EVOLUTION_DIFFERS,
                    given.at(),
                    wanted.at(),
                    "`" + name + "` has " + shown(storage(given)) + " in the " + producer + "'s copy and "
                            + shown(storage(wanted)) + " in the " + producer.other() + "'s");
            session.markDifferent(name);
        }
    }

    private static OptionalInt storage(TypeDeclaration declaration) {
        return declaration instanceof TypeDeclaration.Enum e ? e.storage() : OptionalInt.empty();
    }

    private static String shown(OptionalInt storage) {
        return storage.isPresent() ? "`storage: " + storage.getAsInt() + "`" : "no `storage:`";
    }

    private Lifetimes bind(TypeDeclaration declaration, Side side, List<Region> shared) {
        return session.lifetimes(side, promised)
                .with(
                        declaration.lifetimes(),
                        l -> shared.get(declaration.lifetimes().indexOf(l)));
    }

    private void solve(Constraints question) {
        new Explainer(session, new Explainer.Promiser(producer, given.at(), wanted.at(), Explainer.Promiser.By.TYPE))
                .solveAndReport(question);
    }

    private void report(Code code, Place here, Place there, String message) {
        session.findings().structure(code, producer, here, there, path, message, "the two copies must agree on it");
    }
}
