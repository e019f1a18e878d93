package org.rdylib.verifier.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rdylib.spec.Code;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.Signature;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.finding.Cause;
import org.rdylib.verifier.finding.Difference;
import org.rdylib.verifier.finding.Path;
import org.rdylib.verifier.region.Constraint;
import org.rdylib.verifier.region.Constraints;
import org.rdylib.verifier.region.Failure;
import org.rdylib.verifier.region.Region;
import org.rdylib.verifier.region.Solver;

/**
 * Says why lifetimes do not fit: who gives what, who keeps it for how long, the chain that leads there, and the promise
 * that is missing.
 */
final class Explainer {

    private final Session session;
    private final Promiser promiser;

    /**
     * Who could promise what is missing.
     *
     * @param side the one who calls, or whose values are compared
     * @param at its signature or declaration
     * @param other the one on the other side
     * @param own the lifetimes that are in scope at the one
     * @param others the lifetimes that are in scope at the other
     * @param signature the one's signature; a type has none
     */
    record Promiser(
            Side side,
            Place at,
            Place other,
            List<LifetimeParameter> own,
            List<LifetimeParameter> others,
            Optional<Signature> signature) {

        List<LifetimeParameter> of(Side which) {
            return which == side ? own : others;
        }

        Place at(Side which) {
            return which == side ? at : other;
        }
    }

    Explainer(Session session, Promiser promiser) {
        this.session = session;
        this.promiser = promiser;
    }

    /** Solves, and reports each promise that is missing. */
    void solveAndReport(Constraints constraints) {
        for (Failure failure : Solver.solve(constraints)) {
            Code code = code(failure, constraints);
            Difference difference = new Difference(
                    code,
                    place(failure, Side.HOST),
                    place(failure, Side.PLUGIN),
                    last(failure).path().toString(),
                    message(failure, code),
                    failure.chain(),
                    help(failure, constraints),
                    advice(failure, code, constraints),
                    () -> new Candidates(promiser, failure).all());
            if (code == Code.NOT_GENERAL_ENOUGH) {
                session.findings()
                        .notGeneral(
                                difference,
                                promiser.at(Side.HOST),
                                promiser.at(Side.PLUGIN),
                                functionType(last(failure)));
            } else {
                session.findings().lifetime(difference);
            }
        }
    }

    /** The innermost function type or closure in which a demand arises. */
    private static String functionType(Cause cause) {
        Path path = cause.path();
        return (cause instanceof Cause.Flow ? path.outer().orElse(path) : path).toString();
    }

    private static Code code(Failure failure, Constraints constraints) {
        if (failure.notGeneral()) {
            return Code.NOT_GENERAL_ENOUGH;
        }
        boolean forEver = failure.shorter().equals(constraints.forever())
                || failure.shorter().equals(constraints.dylib());
        return forEver ? Code.STATIC_NOT_PROMISED : Code.OUTLIVES_NOT_PROMISED;
    }

    private String message(Failure failure, Code code) {
        String missing = "`" + failure.longer() + ": " + failure.shorter() + "`";
        if (code == Code.NOT_GENERAL_ENOUGH) {
            Side general = general(failure);
            return "the " + general.other() + "'s function type does not serve for every call that the " + general
                    + "'s allows: it would need " + missing
                    + ", and a lifetime of `for<>` is chosen anew for each call";
        }
        return switch (last(failure)) {
            case Cause.Flow flow ->
                "the " + flow.from() + " gives what lives for `" + failure.longer() + "`, and the "
                        + flow.from().other() + " keeps it for `" + failure.shorter() + "`; nobody promises " + missing;
            case Cause.Reliance reliance ->
                "the " + reliance.by() + " relies on " + missing + ", which nobody promises";
        };
    }

    private static boolean isLibraryOutlived(Failure failure, Constraints constraints) {
        return failure.longer().equals(constraints.dylib()) && failure.shorter().equals(constraints.forever());
    }

    private static List<String> help(Failure failure, Constraints constraints) {
        return !failure.notGeneral() && isLibraryOutlived(failure, constraints)
                ? List.of("or load the library with `unload: never`")
                : List.of();
    }

    private List<String> advice(Failure failure, Code code, Constraints constraints) {
        String missing = "`" + failure.longer() + ": " + failure.shorter() + "`";
        if (code == Code.NOT_GENERAL_ENOUGH) {
            Side general = general(failure);
            return List.of("make the " + general.other() + "'s function type as general as the " + general
                    + "'s, with `for<>`");
        }
        if (isLibraryOutlived(failure, constraints)) {
            String edit = isWritten(place(failure, Side.HOST))
                    ? "write `'dylib` where it has `'static`"
                    : "add `+ 'dylib`, since without a bound it means `+ 'static`";
            return List.of("the host: " + edit + ", and keep the value only while the library is loaded");
        }
        String promise = promiser.signature().isPresent()
                ? "the " + promiser.side() + " would have to promise " + missing + written(failure)
                : "the two copies must agree on it: a type promises only what its fields imply";
        String otherwise = last(failure) instanceof Cause.Flow flow
                ? "or the " + flow.from() + " gives there only what lives for `" + failure.shorter() + "`"
                : "or the " + promiser.side().other() + " does without it";
        return List.of(promise, otherwise);
    }

    private String written(Failure failure) {
        boolean unnamed = isUnnamed(failure.longer()) || isUnnamed(failure.shorter());
        return unnamed
                ? " (`'1`, `'2` … are those that its signature leaves out; give them names first)"
                : " (`where` in its signature)";
    }

    /** Whether a lifetime stands at {@code place}, and not an object or function that leaves its bound out. */
    private static boolean isWritten(Place place) {
        return place.text().isEmpty()
                || place.text()
                                .codePoints()
                                .skip(place.column() - 1L)
                                .findFirst()
                                .orElse('\'')
                        == '\'';
    }

    private static boolean isUnnamed(Region region) {
        return region.name().length() > 1 && Character.isDigit(region.name().charAt(1));
    }

    /** The side whose `for<>` has the lifetime that is chosen anew for each call. */
    private static Side general(Failure failure) {
        for (Constraint constraint : failure.chain()) {
            if (cause(constraint) instanceof Cause.Flow flow) {
                if (constraint.longer().kind() == Region.Kind.PLACEHOLDER) {
                    return flow.from();
                }
                if (constraint.shorter().kind() == Region.Kind.PLACEHOLDER) {
                    return flow.from().other();
                }
            }
        }
        return switch (last(failure)) {
            case Cause.Flow flow -> flow.from().other();
            case Cause.Reliance reliance -> reliance.by().other();
        };
    }

    private Place place(Failure failure, Side side) {
        Function<Constraint, Optional<Place>> where =
                c -> side == Side.HOST ? c.origin().host() : c.origin().plugin();
        Place otherwise = promiser.side() == side ? promiser.at() : promiser.other();
        return failure.chain().reversed().stream()
                .flatMap(c -> where.apply(c).stream())
                .findFirst()
                .orElse(otherwise);
    }

    /** The last demand of the chain: the place where the longer life is asked for. */
    private static Cause last(Failure failure) {
        return cause(failure.chain().getLast());
    }

    private static Cause cause(Constraint constraint) {
        if (constraint.origin() instanceof Cause cause) {
            return cause;
        }
        throw new IllegalStateException("a constraint of unknown origin: " + constraint);
    }
}
