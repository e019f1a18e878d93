package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;

/** The formula, tried out in one order with one region for {@code 'dylib}. */
final class Trial {

    /** There were more comparisons than anybody wants to wait for, or one within the other than fit a stack. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super(null, null, false, false);
        }
    }

    private static final int DEEPEST = 200;

    private final Moments moments;
    private final Order order;
    private final int dylib;
    private final SequencedSet<Comparison> holding = new LinkedHashSet<>();
    private final Set<Comparison> failing = new HashSet<>();
    private final IdentityHashMap<ImpliedBounds, IdentityHashMap<Signature, List<Condition>>> known =
            new IdentityHashMap<>();
    private long steps;

    /** How many uses of declared types are being compared, one within the other. */
    private int nested;

    /** Two uses of declared types that are compared, by what they come to. */
    private record Comparison(
            String name,
            List<Integer> given,
            int givenLevel,
            List<Integer> wanted,
            int wantedLevel,
            ImpliedBounds givenBy,
            boolean equal) {}

    /** @param steps how many comparisons may be made */
    Trial(Moments moments, int dylib, long steps) {
        this.moments = moments;
        this.order = moments.order();
        this.dylib = dylib;
        this.steps = steps;
    }

    /** How many comparisons are left. */
    long steps() {
        return steps;
    }

    /** Whether each field of what {@code from} makes serves as the field that {@code to} has. */
    boolean converts(TypeDeclaration given, Side from, TypeDeclaration wanted, Side to) {
        List<Outlives> promised = from.bounds().of(given);
        return !exists(given.lifetimes(), from, conditions(given.lifetimes(), promised, g -> {
            Side w = new Side(to.bounds(), 0, g.values());
            return !to.bounds().of(wanted).stream().allMatch(o -> outlives(o.longer(), w, o.shorter(), w))
                    || !all(Flows.contents(given), g, Flows.contents(wanted), w, false);
        }));
    }

    /** Whether the callee can be called with whatever the caller was called with. */
    boolean holds(Calls call, Side caller, Side callee) {
        Signature s = call.caller();
        return !exists(s.lifetimes(), caller, conditions(s, caller, c -> !canCall(call, c, callee)));
    }

    /** Whether some regions meet what the signature asks of its caller. */
    boolean isPossible(Signature s, Side caller) {
        return exists(s.lifetimes(), caller, conditions(s, caller, _ -> true));
    }

    /** Whether some regions meet what the fields of a declared type imply. */
    boolean isPossible(TypeDeclaration declaration, Side side) {
        return exists(
                declaration.lifetimes(),
                side,
                conditions(declaration.lifetimes(), side.bounds().of(declaration), _ -> true));
    }

    private boolean canCall(Calls call, Side caller, Side callee) {
        Signature from = call.caller();
        Signature to = call.callee();
        if (to.isUnsafe() && !from.isUnsafe()) {
            return false;
        }
        List<Condition> all = new ArrayList<>(bounds(to, callee));
        for (int i = 0; i < from.parameters().size(); i++) {
            Type given = from.parameters().get(i).type();
            Type wanted = to.parameters().get(i).type();
            all.add(new Condition(callee.bounds().names(wanted), d -> fitsOutermost(given, caller, wanted, d)));
        }
        all.add(new Condition(
                callee.bounds().names(to.result()), d -> fitsOutermost(to.result(), d, from.result(), caller)));
        return exists(to.lifetimes(), callee, all);
    }

    /**
     * Something that must hold for lifetimes of a binder.
     *
     * @param names those that it mentions, so that it can be tried as soon as they have values
     */
    private record Condition(Set<String> names, Predicate<Side> holds) {}

    /** They say the same whatever the lifetimes' values, and are asked for again and again. */
    private List<Condition> bounds(Signature s, Side side) {
        return known.computeIfAbsent(side.bounds(), _ -> new IdentityHashMap<>())
                .computeIfAbsent(s, _ -> bounds(Stream.concat(s.where().stream(), side.bounds().of(s).stream())));
    }

    private List<Condition> bounds(Stream<Outlives> bounds) {
        return bounds.map(o -> new Condition(
                        Stream.of(o.longer(), o.shorter())
                                .flatMap(l -> l instanceof Lifetime.Named n ? Stream.of(n.name()) : Stream.empty())
                                .collect(Collectors.toSet()),
                        v -> outlives(o.longer(), v, o.shorter(), v)))
                .toList();
    }

    private List<Condition> conditions(Signature s, Side side, Predicate<Side> last) {
        return with(bounds(s, side), s.lifetimes(), last);
    }

    private List<Condition> conditions(List<LifetimeParameter> lifetimes, List<Outlives> bounds, Predicate<Side> last) {
        return with(bounds(bounds.stream()), lifetimes, last);
    }

    /** These and, once all lifetimes have values, another one. */
    private static List<Condition> with(
            List<Condition> bounds, List<LifetimeParameter> lifetimes, Predicate<Side> last) {
        List<Condition> all = new ArrayList<>(bounds);
        Set<String> names =
                lifetimes.isEmpty() ? Set.of() : Set.of(lifetimes.getLast().name());
        all.add(new Condition(names, last));
        return all;
    }

    /** Whether some regions, within the library's life and not over yet, meet all conditions. */
    private boolean exists(List<LifetimeParameter> lifetimes, Side side, List<Condition> conditions) {
        // after how many lifetimes have values each condition can be tried
        int[] ready = new int[conditions.size()];
        for (int c = 0; c < ready.length; c++) {
            Set<String> names = conditions.get(c).names();
            for (int l = lifetimes.size(); l > 0 && ready[c] == 0; l--) {
                ready[c] = names.contains(lifetimes.get(l - 1).name()) ? l : 0;
            }
        }
        return exists(lifetimes, 0, side, conditions, ready, moments.shortestAt(side.depth()));
    }

    /** @param chosen how many of the lifetimes have values */
    private boolean exists(
            List<LifetimeParameter> lifetimes,
            int chosen,
            Side side,
            List<Condition> conditions,
            int[] ready,
            int shortest) {
        for (int c = 0; c < ready.length; c++) {
            if (ready[c] == chosen && !conditions.get(c).holds().test(side)) {
                return false;
            }
        }
        if (chosen == lifetimes.size()) {
            return true;
        }
        String name = lifetimes.get(chosen).name();
        for (int value = 0; value < order.size(); value++) {
            if (order.outlives(dylib, value)
                    && order.outlives(value, shortest)
                    && exists(lifetimes, chosen + 1, side.with(name, value), conditions, ready, shortest)) {
                return true;
            }
        }
        return false;
    }

    private int value(Lifetime l, Side side) {
        return switch (l) {
            case Lifetime.Static _ -> 0;
            case Lifetime.Dylib _ -> dylib;
            case Lifetime.Named n -> side.values().of(n.name());
            case Lifetime.Elided _, Lifetime.Omitted _ -> throw new IllegalArgumentException("not checked");
        };
    }

    private List<Integer> values(List<Lifetime> all, Side side) {
        List<Integer> values = new ArrayList<>(all.size());
        for (Lifetime l : all) {
            values.add(value(l, side));
        }
        return values;
    }

    private boolean outlives(Lifetime longer, Side a, Lifetime shorter, Side b) {
        if (--steps < 0) {
            throw new TooLargeException();
        }
        return order.outlives(value(longer, a), value(shorter, b));
    }

    /** Whether a {@code given} may be passed where {@code wanted} stands as the whole of a parameter or result. */
    private boolean fitsOutermost(Type given, Side a, Type wanted, Side b) {
        if (given instanceof Type.Reference g
                && wanted instanceof Type.Reference w
                && (g.mutability() != w.mutability()
                        || g.target() instanceof Type.Closure
                        || g.target() instanceof Type.InterfaceObject)) {
            boolean mayLend = g.mutability() == w.mutability() || g.mutability() == Mutability.EXCLUSIVE;
            return mayLend && outlives(g.lifetime(), a, w.lifetime(), b) && fits(g.target(), a, w.target(), b);
        }
        return fits(given, a, wanted, b);
    }

    /** Subtyping: {@code given <: wanted}. */
    private boolean fits(Type given, Side a, Type wanted, Side b) {
        return related(given, a, wanted, b, false);
    }

    /** @param equal whether both directions are wanted */
    private boolean related(Type given, Side a, Type wanted, Side b, boolean equal) {
        return switch (given) {
            case Type.Scalar _, Type.Unit _, Type.Str _, Type.CStr _, Type.Text _ -> true;
            case Type.Tuple g -> all(g.elements(), a, ((Type.Tuple) wanted).elements(), b, equal);
            case Type.Array g -> related(g.element(), a, ((Type.Array) wanted).element(), b, equal);
            case Type.Reference g -> {
                var w = (Type.Reference) wanted;
                yield related(g.lifetime(), a, w.lifetime(), b, equal)
                        && related(g.target(), a, w.target(), b, equal || g.mutability() == Mutability.EXCLUSIVE);
            }
            case Type.Pointer g ->
                related(
                        g.target(),
                        a,
                        ((Type.Pointer) wanted).target(),
                        b,
                        equal || g.mutability() == Mutability.EXCLUSIVE);
            case Type.Slice g -> related(g.element(), a, ((Type.Slice) wanted).element(), b, equal);
            case Type.Option g -> related(g.value(), a, ((Type.Option) wanted).value(), b, equal);
            case Type.Result g -> {
                var w = (Type.Result) wanted;
                yield related(g.ok(), a, w.ok(), b, equal) && related(g.err(), a, w.err(), b, equal);
            }
            case Type.Boxed g -> related(g.target(), a, ((Type.Boxed) wanted).target(), b, equal);
            case Type.Handle g -> related(g.target(), a, ((Type.Handle) wanted).target(), b, equal);
            case Type.Shared g -> related(g.target(), a, ((Type.Shared) wanted).target(), b, equal);
            case Type.Vector g -> related(g.element(), a, ((Type.Vector) wanted).element(), b, equal);
            case Type.Named g -> named(g, a, (Type.Named) wanted, b, equal);
            case Type.InterfaceObject g -> {
                var w = (Type.InterfaceObject) wanted;
                yield promise(g.bounds(), w.bounds(), equal)
                        && IntStream.range(0, g.arguments().size())
                                .allMatch(i -> related(
                                        g.arguments().get(i), a, w.arguments().get(i), b, true))
                        && related(g.bound(), a, w.bound(), b, equal);
            }
            case Type.Function g -> {
                var w = (Type.Function) wanted;
                yield related(g.bound(), a, w.bound(), b, equal) && related(g.signature(), a, w.signature(), b, equal);
            }
            case Type.Closure g -> {
                var w = (Type.Closure) wanted;
                yield promise(g.bounds(), w.bounds(), equal)
                        && (equal ? g.kind() == w.kind() : g.kind().compareTo(w.kind()) <= 0)
                        && related(g.bound(), a, w.bound(), b, equal)
                        && related(g.signature(), a, w.signature(), b, equal);
            }
        };
    }

    private static boolean promise(Set<Bound> given, Set<Bound> wanted, boolean equal) {
        return equal ? given.equals(wanted) : given.containsAll(wanted);
    }

    /**
     * By what is in it; a type that is met again within itself fits if all else does. What was found to hold may rest on
     * that, and is forgotten with it; what fails although so much is taken to hold fails (Amadio and Cardelli, Subtyping
     * Recursive Types, 1993).
     */
    private boolean named(Type.Named given, Side a, Type.Named wanted, Side b, boolean equal) {
        var comparison = new Comparison(
                given.name(),
                values(given.arguments(), a),
                moments.level(a.depth()),
                values(wanted.arguments(), b),
                moments.level(b.depth()),
                a.bounds(),
                equal);
        if (failing.contains(comparison)) {
            return false;
        }
        if (!holding.add(comparison)) {
            return true;
        }
        if (++nested > DEEPEST) {
            throw new TooLargeException();
        }
        boolean holds = all(a.bounds().contents(given), a, b.bounds().contents(wanted), b, equal);
        nested--;
        if (holds) {
            return true;
        }
        Comparison forgotten;
        do {
            forgotten = holding.removeLast();
        } while (!forgotten.equals(comparison));
        failing.add(comparison);
        return false;
    }

    private boolean all(List<Type> given, Side a, List<Type> wanted, Side b, boolean equal) {
        boolean holds = given.size() == wanted.size();
        for (int i = 0; holds && i < given.size(); i++) {
            holds = related(given.get(i), a, wanted.get(i), b, equal);
        }
        return holds;
    }

    private boolean related(Lifetime given, Side a, Lifetime wanted, Side b, boolean equal) {
        return outlives(given, a, wanted, b) && (!equal || outlives(wanted, b, given, a));
    }

    private boolean related(Signature given, Side a, Signature wanted, Side b, boolean equal) {
        return given.isUnsafe() == wanted.isUnsafe()
                && serves(given, a, wanted, b, equal)
                && (!equal || serves(wanted, b, given, a, true));
    }

    /** For all lifetimes of the wanted signature there are some of the given one. */
    private boolean serves(Signature given, Side a, Signature wanted, Side b, boolean equal) {
        Side inner = a.deeper();
        return !exists(
                wanted.lifetimes(), b.deeper(), conditions(wanted, b, w -> !isServed(given, inner, wanted, w, equal)));
    }

    private boolean isServed(Signature given, Side a, Signature wanted, Side w, boolean equal) {
        List<Condition> all = new ArrayList<>(bounds(given, a));
        for (int i = 0; i < given.parameters().size(); i++) {
            Type argument = wanted.parameters().get(i).type();
            Type parameter = given.parameters().get(i).type();
            all.add(new Condition(a.bounds().names(parameter), g -> related(argument, w, parameter, g, equal)));
        }
        all.add(new Condition(
                a.bounds().names(given.result()), g -> related(given.result(), g, wanted.result(), w, equal)));
        return exists(given.lifetimes(), a, all);
    }
}
