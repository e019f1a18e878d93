package org.rdylib.verifier.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rdylib.spec.Code;
import org.rdylib.spec.Field;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Place;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.region.Constraints;
import org.rdylib.verifier.region.Region;

/**
 * Compares a declared type with its counterpart, in the direction in which its values flow.
 *
 * <p>Names, order and variants must be equal; each field of the producer's copy must serve as the consumer's. The
 * lifetime parameters are the same regions on both sides, by position; what the producer's fields imply is assumed,
 * what the consumer's imply is demanded.
 */
final class DeclarationComparison {

    private final Session session;
    private final String name;
    private final Side producer;
    private final TypeDeclaration given;
    private final TypeDeclaration wanted;
    private final Path path;
    private final Constraints constraints;
    private final TypeRelation types;
    private final Lifetimes from;
    private final Lifetimes to;

    DeclarationComparison(Session session, Key.OfType key, Path path) {
        this.session = session;
        this.name = key.name();
        this.producer = key.producer();
        this.path = path;
        this.given = session.copy(producer).checked().type(name);
        this.wanted = session.copy(producer.other()).checked().type(name);
        this.constraints = session.constraints();
        this.types = new TypeRelation(session, constraints);
        List<Region> shared = given.lifetimes().stream()
                .map(l -> constraints.universal("'" + l.name()))
                .toList();
        this.from = bind(given, producer, shared);
        this.to = bind(wanted, producer.other(), shared);
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
        Statement promise = Statement.of(session.copy(producer), from, given);
        session.rules()
                .producerPromises()
                .forEach(rule -> rule.of(promise, (l, s, _, _) -> constraints.assume(l, s, constraints.root())));
        if (session.rules().impossibleCaller().isImpossible(producer, session.unload(), constraints)) {
            report(
                    Code.IMPOSSIBLE_CALLER,
                    given.at(),
                    wanted.at(),
                    "`" + name + "` in the " + producer + "'s copy implies `'dylib: 'static`, which is false where the"
                            + " library may be unloaded: no honest " + producer + " has such a value");
            return;
        }
        Statement demand = Statement.of(session.copy(producer.other()), to, wanted);
        session.rules()
                .consumerDemands()
                .forEach(rule -> rule.of(
                        demand,
                        (l, s, at, why) -> constraints.require(
                                l, s, constraints.root(), new Cause.Reliance(producer.other(), at, why, path))));
        int before = session.findings().size();
        structure();
        if (session.findings().size() > before) {
            session.markDifferent(name);
        }
        new Explainer(session, new Explainer.Promiser(producer, given.at(), wanted.at(), "type"))
                .solveAndReport(constraints);
    }

    private Lifetimes bind(TypeDeclaration declaration, Side side, List<Region> shared) {
        Map<String, Region> named = new HashMap<>();
        for (int i = 0; i < Math.min(shared.size(), declaration.lifetimes().size()); i++) {
            named.put(declaration.lifetimes().get(i).name(), shared.get(i));
        }
        return session.lifetimes(side, constraints)
                .with(declaration.lifetimes(), l -> named.getOrDefault(l.name(), constraints.forever()));
    }

    private void structure() {
        switch (given) {
            case TypeDeclaration.Struct g
            when wanted instanceof TypeDeclaration.Struct w ->
                fields(g.fields(), w.fields(), given.at(), wanted.at(), path);
            case TypeDeclaration.Enum g when wanted instanceof TypeDeclaration.Enum w -> variants(g, w);
            case TypeDeclaration.Struct _, TypeDeclaration.Enum _ ->
                report(
                        Code.TYPE_DIFFERS,
                        given.at(),
                        wanted.at(),
                        "`" + name + "` is " + kind(given) + " in the " + producer + "'s copy and " + kind(wanted)
                                + " in the " + producer.other() + "'s");
        }
    }

    private void fields(List<Field> g, List<Field> w, Place here, Place there, Path where) {
        for (int i = 0; i < Math.max(g.size(), w.size()); i++) {
            if (i >= g.size() || i >= w.size()) {
                boolean mine = i < g.size();
                Field extra = mine ? g.get(i) : w.get(i);
                report(
                        Code.FIELDS_DIFFER,
                        mine ? extra.at() : here,
                        mine ? there : extra.at(),
                        "the " + (mine ? producer : producer.other()) + "'s `" + name + "` has a field `" + extra.name()
                                + "`, the " + (mine ? producer.other() : producer) + "'s has not");
                return;
            }
            if (!g.get(i).name().equals(w.get(i).name())) {
                report(
                        Code.FIELDS_DIFFER,
                        g.get(i).at(),
                        w.get(i).at(),
                        "field " + i + " of `" + name + "` is `" + g.get(i).name() + "` in the " + producer
                                + "'s copy and `" + w.get(i).name() + "` in the " + producer.other()
                                + "'s: names and order must be the same");
                return;
            }
            field(
                    g.get(i).type(),
                    w.get(i).type(),
                    where.then("field " + g.get(i).name()));
        }
    }

    private void variants(TypeDeclaration.Enum g, TypeDeclaration.Enum w) {
        if (g.repr() != w.repr()) {
            report(
                    Code.VARIANTS_DIFFER,
                    g.at(),
                    w.at(),
                    "`" + name + "` is a `" + g.repr().spelling() + "` in the " + producer + "'s copy and a `"
                            + w.repr().spelling() + "` in the " + producer.other() + "'s");
        }
        for (int i = 0; i < Math.max(g.variants().size(), w.variants().size()); i++) {
            if (i >= g.variants().size() || i >= w.variants().size()) {
                boolean mine = i < g.variants().size();
                Variant extra = mine ? g.variants().get(i) : w.variants().get(i);
                report(
                        Code.VARIANTS_DIFFER,
                        mine ? extra.at() : g.at(),
                        mine ? w.at() : extra.at(),
                        "the " + (mine ? producer : producer.other()) + "'s `" + name + "` has a variant `"
                                + extra.name() + "`, the " + (mine ? producer.other() : producer) + "'s has not");
                return;
            }
            variant(g.variants().get(i), w.variants().get(i), i);
        }
    }

    private void variant(Variant g, Variant w, int index) {
        if (!g.name().equals(w.name())) {
            report(
                    Code.VARIANTS_DIFFER,
                    g.at(),
                    w.at(),
                    "variant " + index + " of `" + name + "` is `" + g.name() + "` in the " + producer
                            + "'s copy and `" + w.name() + "` in the " + producer.other()
                            + "'s: names and order must be the same");
            return;
        }
        if (!g.discriminant().equals(w.discriminant())) {
            report(
                    Code.VARIANTS_DIFFER,
                    g.at(),
                    w.at(),
                    "`" + name + "::" + g.name() + "` is " + g.discriminant() + " in the " + producer + "'s copy and "
                            + w.discriminant() + " in the " + producer.other() + "'s");
        }
        Path inner = path.then("variant " + g.name());
        switch (g.payload()) {
            case Payload.None _ when w.payload() instanceof Payload.None -> {}
            case Payload.Positional p
            when w.payload() instanceof Payload.Positional q
                    && p.types().size() == q.types().size() -> {
                for (int i = 0; i < p.types().size(); i++) {
                    field(p.types().get(i), q.types().get(i), inner.then("field " + i));
                }
            }
            case Payload.Fields p
            when w.payload() instanceof Payload.Fields q -> fields(p.fields(), q.fields(), g.at(), w.at(), inner);
            case Payload.None _, Payload.Positional _, Payload.Fields _ ->
                report(
                        Code.VARIANTS_DIFFER,
                        g.at(),
                        w.at(),
                        "`" + name + "::" + g.name() + "` carries " + describe(g.payload()) + " in the " + producer
                                + "'s copy and " + describe(w.payload()) + " in the " + producer.other() + "'s");
        }
    }

    private void field(Type g, Type w, Path where) {
        types.relate(new Term(g, from), new Term(w, to), Variance.COVARIANT, constraints.root(), where);
    }

    private void report(Code code, Place here, Place there, String message) {
        session.findings().structure(code, producer, here, there, path, message, "the two copies must agree on it");
    }

    private static String kind(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct _ -> "a struct";
            case TypeDeclaration.Enum _ -> "an enum";
        };
    }

    private static String describe(Payload payload) {
        return switch (payload) {
            case Payload.None _ -> "nothing";
            case Payload.Positional p when p.types().size() == 1 -> "1 value without a name";
            case Payload.Positional p -> p.types().size() + " values without names";
            case Payload.Fields _ -> "named fields";
        };
    }
}
