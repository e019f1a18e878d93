package org.rdylib.verifier.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rdylib.spec.Bound;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Code;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeDeclaration;
import org.rdylib.spec.check.Variance;
import org.rdylib.verifier.copy.Brief;
import org.rdylib.verifier.copy.DynTypes;
import org.rdylib.verifier.copy.Growth;
import org.rdylib.verifier.copy.Side;
import org.rdylib.verifier.copy.Term;
import org.rdylib.verifier.finding.Path;
import org.rdylib.verifier.region.Constraints;
import org.rdylib.verifier.region.Scope;
import org.rdylib.verifier.rule.Coercion;
import org.rdylib.verifier.rule.ObjectBounds;
import org.rdylib.verifier.rule.Positions;
import org.rdylib.verifier.rule.Positions.Position;

/**
 * Relates the type of a value that one side gives with the type that the other side wants.
 *
 * <p>Differences of structure are reported; differences of lifetimes become constraints; declared types and interfaces
 * are noted in the directions in which their values flow.
 */
final class TypeRelation {

    private final Session session;
    private final Positions positions;
    private final RegionRelation regions;
    private final BinderRelation binders;
    private final boolean isSettled;

    private TypeRelation(Session session, Constraints constraints, boolean isSettled) {
        this.session = session;
        this.positions = session.rules().positions();
        this.regions = new RegionRelation(constraints);
        this.binders = new BinderRelation(session, constraints, this, isSettled);
        this.isSettled = isSettled;
    }

    /** Of types of which nothing is known. */
    TypeRelation(Session session, Constraints constraints) {
        this(session, constraints, false);
    }

    /** Of types that are {@linkplain LikeParts settled}: what is noted is what they lead to. */
    static TypeRelation ofSettled(Session session, Constraints constraints) {
        return new TypeRelation(session, constraints, true);
    }

    /** Relates what stands in the outermost slot of a parameter or result, where coercions count. */
    void relateSlot(Term given, Term wanted, Variance variance, Scope scope, Path path) {
        relate(given, wanted, variance, scope, path, session.rules().slots());
    }

    /** Relates by subtyping alone. */
    void relate(Term given, Term wanted, Variance variance, Scope scope, Path path) {
        relate(given, wanted, variance, scope, path, session.rules().parts());
    }

    private void relate(Term given, Term wanted, Variance variance, Scope scope, Path path, Coercion coercion) {
        switch (variance) {
            case COVARIANT, INVARIANT -> new Pair(given, wanted, variance, scope, path).relate(coercion);
            case CONTRAVARIANT -> new Pair(wanted, given, Variance.COVARIANT, scope, path).relate(coercion);
            case BIVARIANT -> {}
        }
    }

    /** Two types at one position, related covariantly or invariantly. */
    private final class Pair {

        private final Term given;
        private final Term wanted;
        private final Variance variance;
        private final Scope scope;
        private final Path path;

        Pair(Term given, Term wanted, Variance variance, Scope scope, Path path) {
            this.given = given;
            this.wanted = wanted;
            this.variance = variance;
            this.scope = scope;
            this.path = path;
        }

        void relate(Coercion coercion) {
            switch (given.type()) {
                case Type.Scalar g -> expect(wanted.type() instanceof Type.Scalar w && w.kind() == g.kind());
                case Type.Unit _ -> expect(wanted.type() instanceof Type.Unit);
                case Type.Str _ -> expect(wanted.type() instanceof Type.Str);
                case Type.CStr _ -> expect(wanted.type() instanceof Type.CStr);
                case Type.Text _ -> expect(wanted.type() instanceof Type.Text);
                case Type.Tuple g -> tuple(g);
                case Type.Array g -> array(g);
                case Type.Reference g -> reference(g, coercion);
                case Type.Pointer g -> pointer(g);
                case Type.Slice g -> part(Type.Slice.class, g, g.element(), Type.Slice::element);
                case Type.Option g -> part(Type.Option.class, g, g.value(), Type.Option::value);
                case Type.Vector g -> part(Type.Vector.class, g, g.element(), Type.Vector::element);
                case Type.Boxed g -> part(Type.Boxed.class, g, g.target(), Type.Boxed::target);
                case Type.Handle g -> part(Type.Handle.class, g, g.target(), Type.Handle::target);
                case Type.Shared g -> part(Type.Shared.class, g, g.target(), Type.Shared::target);
                case Type.Result g -> result(g);
                case Type.Named g -> named(g);
                case Type.Function g -> function(g);
                case Type.InterfaceObject g -> object(g);
                case Type.Closure g -> closure(g);
            }
        }

        private <T extends Type> void part(Class<T> form, T whole, Type part, Function<T, Type> other) {
            if (form.isInstance(wanted.type())) {
                Path inner = DynTypes.isObject(part) ? path.then(Brief.of(whole)) : path;
                descend(part, other.apply(form.cast(wanted.type())), Variance.COVARIANT, inner);
            } else {
                differ();
            }
        }

        private void tuple(Type.Tuple g) {
            if (wanted.type() instanceof Type.Tuple w
                    && w.elements().size() == g.elements().size()) {
                for (int i = 0; i < g.elements().size(); i++) {
                    descend(g.elements().get(i), w.elements().get(i), Variance.COVARIANT, path.then("element " + i));
                }
            } else {
                differ();
            }
        }

        private void array(Type.Array g) {
            if (wanted.type() instanceof Type.Array w && w.length() == g.length()) {
                descend(g.element(), w.element(), Variance.COVARIANT, path);
            } else {
                differ();
            }
        }

        private void result(Type.Result g) {
            if (wanted.type() instanceof Type.Result w) {
                descend(g.ok(), w.ok(), Variance.COVARIANT, path.then("Ok"));
                descend(g.err(), w.err(), Variance.COVARIANT, path.then("Err"));
            } else {
                differ();
            }
        }

        private void reference(Type.Reference g, Coercion coercion) {
            if (!(wanted.type() instanceof Type.Reference w)) {
                differ();
                return;
            }
            Optional<Variance> coerced =
                    variance == Variance.COVARIANT ? coercion.targetOf(g, w, positions) : Optional.empty();
            if (g.mutability() != w.mutability() && coerced.isEmpty()) {
                differ();
                return;
            }
            lifetime(g.lifetime(), w.lifetime(), Variance.COVARIANT);
            if (coerced.isEmpty()) {
                overwritten(g.mutability(), g.target(), w.target());
            }
            Path inner = DynTypes.isObject(g.target()) ? path.then(Brief.of(g)) : path;
            descend(g.target(), w.target(), coerced.orElse(positions.behindReference(g.mutability())), inner);
        }

        private void pointer(Type.Pointer g) {
            if (wanted.type() instanceof Type.Pointer w && w.mutability() == g.mutability()) {
                overwritten(g.mutability(), g.target(), w.target());
                descend(g.target(), w.target(), positions.behindPointer(g.mutability()), path);
            } else {
                differ();
            }
        }

        /** What stands directly behind {@code &mut} is overwritten as a whole. */
        private void overwritten(Mutability mutability, Type g, Type w) {
            if (mutability == Mutability.EXCLUSIVE
                    && g instanceof Type.Named here
                    && w instanceof Type.Named there
                    && here.name().equals(there.name())
                    && session.reachOverwritten(here.name())) {
                TypeDeclaration mine = session.copy(given.side()).checked().type(here.name());
                TypeDeclaration theirs = session.copy(wanted.side()).checked().type(here.name());
                if (session.rules().tearing().isPossible(mine, theirs)) {
                    torn(Growth.members(mine) > Growth.members(theirs) ? given.side() : wanted.side(), here.name());
                }
            }
        }

        private void torn(Side newer, String name) {
            session.findings()
                    .structure(
                            Code.TORN,
                            given.side(),
                            given.type().at(),
                            wanted.type().at(),
                            path,
                            "the " + newer + "'s `" + name + "` is newer; where the " + newer.other()
                                    + " overwrites it, what was added would stay as it was",
                            "pass `&" + name + "`, and the changes by functions of their own",
                            "or build the " + newer.other() + " against the newer copy");
        }

        private void named(Type.Named g) {
            if (!(wanted.type() instanceof Type.Named w && w.name().equals(g.name()))) {
                differ();
                return;
            }
            makers().forEach(producer -> session.reachType(g.name(), producer, path));
            if (!isSettled && g.arguments().size() == w.arguments().size()) {
                for (int i = 0; i < g.arguments().size(); i++) {
                    lifetime(g.arguments().get(i), w.arguments().get(i), session.varianceOf(g.name(), i, given.side()));
                }
            }
        }

        private void function(Type.Function g) {
            if (wanted.type() instanceof Type.Function w) {
                lifetime(g.bound(), w.bound(), positions.of(Position.BOUND));
                binders.relate(g.signature(), given, w.signature(), wanted, variance, scope, path.then("fn"));
            } else {
                differ();
            }
        }

        private void object(Type.InterfaceObject g) {
            if (!(wanted.type() instanceof Type.InterfaceObject w && w.name().equals(g.name()))) {
                differ();
                return;
            }
            makers().forEach(producer -> session.reachInterface(g.name(), producer, path));
            bounds(g.bounds(), w.bounds());
            lifetime(g.bound(), w.bound(), positions.of(Position.BOUND));
            if (g.arguments().size() == w.arguments().size()) {
                for (int i = 0; i < g.arguments().size(); i++) {
                    lifetime(g.arguments().get(i), w.arguments().get(i), positions.of(Position.INTERFACE_ARGUMENT));
                }
            }
        }

        private void closure(Type.Closure g) {
            boolean isFuture = g.kind() == ClosureKind.FUTURE;
            if (!(wanted.type() instanceof Type.Closure w) || (w.kind() == ClosureKind.FUTURE) != isFuture) {
                differ();
                return;
            }
            ObjectBounds rule = session.rules().objectBounds();
            boolean serves = rule.serves(g.kind(), w.kind())
                    && (variance != Variance.INVARIANT || rule.serves(w.kind(), g.kind()));
            if (!serves) {
                lacks(
                        what(g.kind().spelling(), w.kind().spelling()),
                        "a closure of kind `" + g.kind().spelling() + "`",
                        "`" + w.kind().spelling() + "`",
                        "write `" + w.kind().spelling() + "` in the " + given.side() + "'s copy, or do with `"
                                + g.kind().spelling() + "` in the " + wanted.side() + "'s");
            }
            bounds(g.bounds(), w.bounds());
            lifetime(g.bound(), w.bound(), positions.of(Position.BOUND));
            binders.relate(g.signature(), given, w.signature(), wanted, variance, scope, path);
        }

        private void bounds(Set<Bound> g, Set<Bound> w) {
            ObjectBounds rule = session.rules().objectBounds();
            if (!rule.serve(g, w) || (variance == Variance.INVARIANT && !rule.serve(w, g))) {
                lacks(
                        what(DynTypes.spell(g), DynTypes.spell(w)),
                        g.isEmpty() ? "what has no bounds" : "what is `" + DynTypes.spell(g) + "`",
                        w.isEmpty() ? "its having none" : "`" + DynTypes.spell(w) + "`",
                        "write the same bounds in both copies"
                                + (variance == Variance.INVARIANT ? "" : ", or more in the " + given.side() + "'s"));
            }
        }

        private void lacks(String what, String have, String want, String help) {
            String how = variance == Variance.INVARIANT ? "; behind `&mut` both must be the same" : "";
            session.findings()
                    .structure(
                            what,
                            Code.BOUND_MISSING,
                            given.side(),
                            given.type().at(),
                            wanted.type().at(),
                            path,
                            "the " + given.side() + " gives " + have + " where the " + wanted.side() + " relies on "
                                    + want + how,
                            help);
        }

        /** The host's part, then the plugin's. */
        private String what(String ofGiven, String ofWanted) {
            return given.side() == Side.HOST ? ofGiven + " " + ofWanted : ofWanted + " " + ofGiven;
        }

        private void lifetime(Lifetime g, Lifetime w, Variance inner) {
            if (isSettled) {
                return;
            }
            regions.relate(g, given.lifetimes(), w, wanted.lifetimes(), variance.times(inner), scope, path);
        }

        private void descend(Type g, Type w, Variance inner, Path to) {
            TypeRelation.this.relate(given.at(g), wanted.at(w), variance.times(inner), scope, to);
        }

        private List<Side> makers() {
            return session.rules().makers().of(variance, given.side());
        }

        private void expect(boolean same) {
            if (!same) {
                differ();
            }
        }

        private void differ() {
            String help = given.type() instanceof Type.Reference g
                            && wanted.type() instanceof Type.Reference w
                            && g.mutability() == Mutability.EXCLUSIVE
                            && w.mutability() == Mutability.SHARED
                    ? "`&mut` serves as `&` only as a whole parameter or result, not within another type"
                    : "the two copies must agree on it: write `" + Brief.of(wanted.type()) + "` in the " + given.side()
                            + "'s, or `" + Brief.of(given.type()) + "` in the " + wanted.side() + "'s";
            session.findings()
                    .structure(
                            what(Brief.of(given.type()), Brief.of(wanted.type())),
                            Code.TYPE_DIFFERS,
                            given.side(),
                            given.type().at(),
                            wanted.type().at(),
                            path,
                            "the " + given.side() + " gives `" + Brief.of(given.type()) + "` where the " + wanted.side()
                                    + " takes `" + Brief.of(wanted.type()) + "`",
                            help);
        }
    }
}
