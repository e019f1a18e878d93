package org.rdylib.verifier.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Claim;
import org.rdylib.spec.Code;
import org.rdylib.spec.Edit;
import org.rdylib.spec.Evolution;
import org.rdylib.spec.Field;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.rule.Tearing;

/**
 * What two copies of a declared type must have in common although one of them is newer, for values of one of the sides.
 *
 * <table><caption>Verdicts</caption>
 * <tr><th>change</th><th>the producer is newer</th><th>the consumer is newer</th></tr>
 * <tr><td>a frozen type: any</td><td>incompatible</td><td>incompatible</td></tr>
 * <tr><td>an append struct: field added at the end</td><td>compatible</td><td>compatible where it has a
 * {@code default:}</td></tr>
 * <tr><td>an append enum: variant added within {@code storage}</td><td>compatible</td><td>compatible</td></tr>
 * <tr><td>the producer's lacks {@code Send} or {@code Sync}, which the consumer's has, or what the consumer's
 * claims</td><td>incompatible</td><td>incompatible</td></tr>
 * <tr><td>the same of an opaque value that the host gives back</td><td colspan="2">compatible</td></tr>
 * <tr><td>{@code evolves} on one side only, or another {@code storage}</td><td>incompatible</td><td>incompatible</td></tr>
 * <tr><td>what was added varies less with a lifetime, and values go both ways</td><td colspan="2">incompatible</td></tr>
 * </table>
 *
 * <p>A frozen type's fields or variants are compared by {@link StructureComparison}; where an added field lies, by {@link
 * LayoutComparison}; what may not be overwritten, by {@link Tearing}.
 */
@FunctionalInterface
public interface EvolutionRule {

    /** Code is compiled for a type that may grow, or for one that may not. */
    EvolutionRule GROWS_IN_BOTH = pair -> {
        if (pair.given().evolution() != pair.wanted().evolution()) {
            Side grows = pair.given().evolution() == Evolution.APPEND ? pair.producer() : pair.consumer();
            pair.report(
                    Code.EVOLUTION_DIFFERS,
                    pair.given().at(),
                    pair.wanted().at(),
                    "`" + pair.name() + "` is `evolves: append` in the " + grows
                            + "'s copy only: code for a type that may not grow counts on its size",
                    "the two copies must agree on it from the first version on; otherwise give the type that may grow a"
                            + " new name");
        }
    };

    /** A consumer sets as many bytes aside as its own copy says. */
    EvolutionRule SAME_STORAGE = pair -> {
        OptionalInt given = storage(pair.given());
        OptionalInt wanted = storage(pair.wanted());
        if (pair.given().evolution() == pair.wanted().evolution() && !given.equals(wanted)) {
            pair.report(
                    Code.EVOLUTION_DIFFERS,
                    pair.given().at(),
                    pair.wanted().at(),
                    "`" + pair.name() + "` has " + shown(given) + " in the " + pair.producer() + "'s copy and "
                            + shown(wanted) + " in the " + pair.consumer() + "'s",
                    "`storage:` is chosen once, with room for later versions; what does not fit goes behind a"
                            + " reference");
        }
    };

    /** What an older producer's values do not have must be taken for something. */
    EvolutionRule DEFAULTS = pair -> {
        for (Field added : pair.fieldsMissed()) {
            if (added.defaultValue().isEmpty()) {
                pair.report(
                        Code.DEFAULT_MISSING,
                        pair.given().at(),
                        added.at(),
                        "the " + pair.consumer() + "'s `" + pair.name() + "` is newer and reads `" + added.name()
                                + "`, which the " + pair.producer() + "'s values do not have",
                        "in the " + pair.consumer() + "'s copy, "
                                + (pair.canHaveDefault(added.type())
                                        ? "say what it is taken for: `" + added.name() + ": {type: "
                                                + written(added.type().at()) + ", default: …}`"
                                        : "make it an `Option<…>` with `default: None`: its type has no default"),
                        "or build the " + pair.producer() + " against the newer copy");
            }
        }
    };

    /** What is counted on in a type that may grow without a claim, too. */
    List<Bound> COMPARED = List.of(Bound.SEND, Bound.SYNC);

    /** What the consumer claims, or may do with a value because no field of its own copy forbids it. */
    EvolutionRule BOUNDS = pair -> {
        if ((pair.wanted().claims().isEmpty() && !pair.mayGrow()) || pair.isGivenBack()) {
            return;
        }
        Set<Bound> had = pair.boundsOf(pair.producer());
        Set<Bound> claimed = EnumSet.noneOf(Bound.class);
        for (Claim claim : pair.wanted().claims()) {
            claimed.add(claim.bound());
            if (!had.contains(claim.bound())) {
                pair.report(
                        Code.BOUND_MISSING,
                        pair.given().at(),
                        claim.at(),
                        "the " + pair.consumer() + " counts on `" + pair.name() + "` being `"
                                + claim.bound().spelling() + "`, and the " + pair.producer() + "'s is not",
                        pair.mayGrow() && COMPARED.contains(claim.bound())
                                ? addOnly(pair, claim.bound())
                                : "in the " + pair.consumer() + "'s copy, leave the claim out");
            }
        }
        for (Bound bound : COMPARED) {
            if (pair.mayGrow()
                    && !claimed.contains(bound)
                    && !had.contains(bound)
                    && pair.boundsOf(pair.consumer()).contains(bound)) {
                pair.report(
                        Code.BOUND_MISSING,
                        pair.given().at(),
                        pair.wanted().at(),
                        "the " + pair.consumer() + "'s `" + pair.name() + "` is `" + bound.spelling() + "`, and the "
                                + pair.producer() + "'s is not",
                        addOnly(pair, bound));
            }
        }
    };

    /**
     * An older side lets a value pass for one of another lifetime as its own copy allows, and hands it back to a side
     * whose copy does not.
     */
    EvolutionRule VARIANCE = pair -> {
        if (!pair.mayGrow() || pair.newer().isEmpty() || !pair.goesBothWays()) {
            return;
        }
        Side newer = pair.newer().orElseThrow();
        List<Variance> old = pair.variancesOf(newer.other());
        List<Variance> now = pair.variancesOf(newer);
        for (int i = 0; i < old.size(); i++) {
            if (old.get(i).meet(now.get(i)) != old.get(i)) {
                LifetimeParameter parameter = pair.given().lifetimes().get(i);
                pair.report(
                        Code.VARIANCE_LOST,
                        pair.given().at(),
                        pair.wanted().at(),
                        "the " + newer + "'s `" + pair.name()
                                + "` is newer, and what it adds does not allow for another `'"
                                + parameter.name() + "` as the " + newer.other()
                                + "'s does: a value that goes there and comes back may come back for another lifetime",
                        "in the " + newer + "'s copy, add only what varies with `'" + parameter.name()
                                + "` as the type did: no function that takes it, nothing behind `&mut`");
            }
        }
    };

    /** All of them. */
    List<EvolutionRule> STANDARD = List.of(GROWS_IN_BOTH, SAME_STORAGE, DEFAULTS, BOUNDS, VARIANCE);

    /** Reports what {@code pair} lacks. */
    void check(Evolving pair);

    /** What mends a bound that is lost, where nothing is gained by not claiming it. */
    private static String addOnly(Evolving pair, Bound bound) {
        return "in the " + pair.producer() + "'s copy, add only what is `" + bound.spelling() + "`; `bounds: ["
                + bound.spelling() + "]` has the checker see to it";
    }

    /** A type as its author has written it, quoted; an ellipsis where that is not known. */
    private static String written(Place type) {
        return type.text().isEmpty() ? "…" : "\"" + new Edit(type, "").replaced() + "\"";
    }

    private static OptionalInt storage(TypeDeclaration declaration) {
        return declaration instanceof TypeDeclaration.Enum e ? e.storage() : OptionalInt.empty();
    }

    private static String shown(OptionalInt storage) {
        return storage.isPresent() ? "`storage: " + storage.getAsInt() + "`" : "no `storage:`";
    }
}
