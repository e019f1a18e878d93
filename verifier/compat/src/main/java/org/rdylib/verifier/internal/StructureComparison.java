package org.rdylib.verifier.internal;

import java.util.List;
import java.util.function.Function;
import org.rdylib.spec.Code;
import org.rdylib.spec.Field;
import org.rdylib.spec.Payload;
import org.rdylib.spec.Place;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.Variant;
import org.rdylib.verifier.copy.GivenBack;
import org.rdylib.verifier.copy.Growth;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Findings;
import org.rdylib.verifier.finding.Path;

/**
 * Compares the structure of a declared type with that of its counterpart: kind, names and order of fields and variants,
 * discriminants. Two fields of one name are handed on. What a type that may grow has at its end in one copy only is left
 * to {@link EvolutionRule}.
 */
final class StructureComparison {

    private static final String SAME_ORDER = "names and order must be the same";
    private static final String DIVERGED =
            "versions add at the end, each to what the one before it had, and neither of these comes after the other";

    /** Compares the types of two fields of one name. */
    @FunctionalInterface
    interface Fields {
        void relate(Type given, Type wanted, Path path);
    }

    private final Session session;
    private final Side producer;
    private final TypeDeclaration given;
    private final TypeDeclaration wanted;
    private final String name;
    private final Path path;
    private final Fields fields;
    /** Whether what one copy has beyond the other is no difference of structure. */
    private final boolean mayGrow;

    StructureComparison(
            Session session, Side producer, TypeDeclaration given, TypeDeclaration wanted, Path path, Fields fields) {
        this.session = session;
        this.producer = producer;
        this.given = given;
        this.wanted = wanted;
        this.name = given.name();
        this.path = path;
        this.fields = fields;
        this.mayGrow = Growth.isMeant(given, wanted);
    }

    /** Compares, and reports what does not fit. */
    void compare() {
        switch (given) {
            case TypeDeclaration.Struct g
            when wanted instanceof TypeDeclaration.Struct w ->
                fields(name, g.fields(), w.fields(), given.at(), wanted.at(), path, mayGrow);
            case TypeDeclaration.Enum g when wanted instanceof TypeDeclaration.Enum w -> variants(g, w);
            case TypeDeclaration.Opaque g when wanted instanceof TypeDeclaration.Opaque w -> opaque(g, w);
            case TypeDeclaration.Struct _, TypeDeclaration.Enum _, TypeDeclaration.Opaque _ ->
                report(
                        Code.TYPE_DIFFERS,
                        given.at(),
                        wanted.at(),
                        "`" + name + "` is " + kind(given) + " in the " + producer + "'s copy and " + kind(wanted)
                                + " in the " + producer.other() + "'s");
        }
    }

    /** What one side shortens, and what one side frees, is the other side's promise; but not what is given back to it. */
    private void opaque(TypeDeclaration.Opaque g, TypeDeclaration.Opaque w) {
        for (int i = 0; i < Math.min(g.lifetimes().size(), w.lifetimes().size()); i++) {
            if (!GivenBack.is(producer, g, w)
                    && w.isCovariantIn(w.lifetimes().get(i))
                    && !g.isCovariantIn(g.lifetimes().get(i))) {
                report(
                        Code.BOUND_MISSING,
                        g.at(),
                        w.at(),
                        "the " + producer.other() + " counts on `" + name + "` being covariant in `'"
                                + w.lifetimes().get(i).name() + "`, and the " + producer + " does not say so");
            }
        }
        if (g.drop().isPresent() && w.drop().isPresent() && !g.drop().equals(w.drop())) {
            report(
                    Code.TYPE_DIFFERS,
                    g.at(),
                    w.at(),
                    "a `Box<" + name + ">` is freed by `" + g.drop().get() + "` in the " + producer + "'s copy and by `"
                            + w.drop().get() + "` in the " + producer.other() + "'s");
        }
    }

    /** @param of what has the fields: the struct, or a variant of the enum */
    private void fields(String of, List<Field> g, List<Field> w, Place here, Place there, Path where, boolean mayGrow) {
        for (int i = 0; i < Math.max(g.size(), w.size()); i++) {
            if (i >= g.size() || i >= w.size()) {
                if (mayGrow) {
                    return;
                }
                boolean mine = i < g.size();
                Field extra = mine ? g.get(i) : w.get(i);
                extra(Code.FIELDS_DIFFER, of, where, mine, "field", extra.name(), extra.at(), mine ? there : here);
                return;
            }
            if (!g.get(i).name().equals(w.get(i).name())) {
                boolean mine = g.size() > w.size();
                Field extra = mine ? g.get(i) : w.get(i);
                if (!mayGrow && g.size() != w.size() && isMissing(extra.name(), Field::name, mine ? w : g)) {
                    extra(Code.FIELDS_DIFFER, of, where, mine, "field", extra.name(), extra.at(), mine ? there : here);
                    return;
                }
                report(
                        Code.FIELDS_DIFFER,
                        g.get(i).at(),
                        w.get(i).at(),
                        where,
                        "field " + i + " of `" + of + "` is `" + g.get(i).name() + "` in the " + producer
                                + "'s copy and `" + w.get(i).name() + "` in the " + producer.other() + "'s: "
                                + (mayGrow ? DIVERGED : SAME_ORDER));
                return;
            }
            fields.relate(
                    g.get(i).type(),
                    w.get(i).type(),
                    where.then("field", g.get(i).name()));
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
                if (mayGrow) {
                    return;
                }
                boolean mine = i < g.variants().size();
                Variant extra = mine ? g.variants().get(i) : w.variants().get(i);
                extra(
                        Code.VARIANTS_DIFFER,
                        name,
                        path,
                        mine,
                        "variant",
                        extra.name(),
                        extra.at(),
                        mine ? w.at() : g.at());
                return;
            }
            if (!g.variants().get(i).name().equals(w.variants().get(i).name())) {
                otherVariant(g, w, i);
                return;
            }
            variant(g.variants().get(i), w.variants().get(i));
        }
    }

    private void otherVariant(TypeDeclaration.Enum g, TypeDeclaration.Enum w, int index) {
        boolean mine = g.variants().size() > w.variants().size();
        Variant extra = (mine ? g : w).variants().get(index);
        if (!mayGrow
                && g.variants().size() != w.variants().size()
                && isMissing(extra.name(), Variant::name, (mine ? w : g).variants())) {
            extra(Code.VARIANTS_DIFFER, name, path, mine, "variant", extra.name(), extra.at(), mine ? w.at() : g.at());
            return;
        }
        Variant given = g.variants().get(index);
        Variant wanted = w.variants().get(index);
        report(
                Code.VARIANTS_DIFFER,
                given.at(),
                wanted.at(),
                "variant " + index + " of `" + name + "` is `" + given.name() + "` in the " + producer
                        + "'s copy and `" + wanted.name() + "` in the " + producer.other() + "'s: "
                        + (mayGrow ? DIVERGED : SAME_ORDER));
    }

    /** What one copy has and the other has not. */
    private void extra(
            Code code, String of, Path where, boolean mine, String kind, String extra, Place at, Place there) {
        report(
                code,
                mine ? at : there,
                mine ? there : at,
                where,
                "the " + (mine ? producer : producer.other()) + "'s `" + of + "` has a " + kind + " `" + extra
                        + "`, the " + (mine ? producer.other() : producer) + "'s has not");
    }

    private static <T> boolean isMissing(String name, Function<T, String> names, List<T> all) {
        return all.stream().map(names).noneMatch(name::equals);
    }

    private void variant(Variant g, Variant w) {
        if (!g.discriminant().equals(w.discriminant())) {
            report(
                    Code.VARIANTS_DIFFER,
                    g.at(),
                    w.at(),
                    "`" + name + "::" + g.name() + "` is " + g.discriminant() + " in the " + producer + "'s copy and "
                            + w.discriminant() + " in the " + producer.other() + "'s");
        }
        Path inner = path.then("variant", g.name());
        switch (g.payload()) {
            case Payload.None _ when w.payload() instanceof Payload.None -> {}
            case Payload.Positional p
            when w.payload() instanceof Payload.Positional q
                    && p.types().size() == q.types().size() -> {
                for (int i = 0; i < p.types().size(); i++) {
                    fields.relate(p.types().get(i), q.types().get(i), inner.then("field " + i));
                }
            }
            case Payload.Fields p
            when w.payload() instanceof Payload.Fields q ->
                fields(name + "::" + g.name(), p.fields(), q.fields(), g.at(), w.at(), inner, false);
            case Payload.None _, Payload.Positional _, Payload.Fields _ ->
                report(
                        Code.VARIANTS_DIFFER,
                        g.at(),
                        w.at(),
                        "`" + name + "::" + g.name() + "` carries " + describe(g.payload()) + " in the " + producer
                                + "'s copy and " + describe(w.payload()) + " in the " + producer.other() + "'s");
        }
    }

    private void report(Code code, Place here, Place there, String message) {
        report(code, here, there, path, message);
    }

    private void report(Code code, Place here, Place there, Path where, String message) {
        session.findings().structure(name, code, producer, here, there, where, message, Findings.AGREE);
    }

    private static String kind(TypeDeclaration declaration) {
        return switch (declaration) {
            case TypeDeclaration.Struct _ -> "a struct";
            case TypeDeclaration.Enum _ -> "an enum";
            case TypeDeclaration.Opaque _ -> "opaque";
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
