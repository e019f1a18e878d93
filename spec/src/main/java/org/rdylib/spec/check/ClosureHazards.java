package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.rdylib.spec.ClosureKind;
import org.rdylib.spec.Code;
import org.rdylib.spec.Declarations;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Rarities;
import org.rdylib.spec.Rarities.Rarity;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;
import org.rdylib.spec.TypeRewriter;
import org.rdylib.spec.Types;
import org.rdylib.spec.syntax.TypePrinter;

/**
 * Closures that exclusive access makes useless.
 *
 * <table>
 * <caption>Hazards</caption>
 * <tr><th>hazard</th><th>a {@code dyn FnMut}</th></tr>
 * <tr><td>uncallable</td><td>to which every path from a parameter or result passes a {@code &} or {@code Arc}</td></tr>
 * <tr><td>recurring</td><td>from one of whose parameters a path past a {@code &} or {@code Arc} leads to an equal one: a
 * closure that is handed itself while it runs</td></tr>
 * </table>
 *
 * With {@code &mut} all the way, or with {@code Fn}, there is no hazard.
 */
final class ClosureHazards {

    /** Beyond this many steps nobody could tell what such a descriptor means either. */
    private static final long MOST_STEPS = 10_000_000;

    private final Declarations declarations;
    private final Problems problems;
    private final List<Type> roots = new ArrayList<>();
    private final List<Type.Closure> closures = new ArrayList<>();

    private ClosureHazards(Descriptor descriptor, Declarations declarations, Problems problems) {
        this.declarations = declarations;
        this.problems = problems;
        Types.signatures(descriptor).forEach(s -> Types.forEachPart(s, roots::add));
        List<Type> all = new ArrayList<>(roots);
        descriptor.types().forEach(d -> Types.forEachField(d, all::add));
        all.forEach(t -> Types.forEach(t, this::collect));
    }

    /** Checks a descriptor in which nothing else is wrong. */
    static void check(Descriptor descriptor, Declarations declarations, Rarities rarities, Problems problems) {
        if (!rarities.has(Rarity.FUNCTION)) {
            return;
        }
        ClosureHazards hazards = new ClosureHazards(descriptor, declarations, problems);
        if (!hazards.closures.isEmpty()) {
            hazards.uncallable();
            if (!problems.isFull()) {
                hazards.recurring();
            }
        }
    }

    private void collect(Type type) {
        switch (type) {
            case Type.Function f -> Types.forEachPart(f.signature(), roots::add);
            case Type.Closure c -> {
                Types.forEachPart(c.signature(), roots::add);
                if (c.kind() == ClosureKind.FN_MUT) {
                    closures.add(c);
                }
            }
            case Type _ -> {}
        }
    }

    private void uncallable() {
        Reach reach = new Reach(declarations, false);
        reach.from(roots);
        for (Type.Closure c : closures) {
            if (problems.isFull()) {
                return;
            }
            if (reach.isShared(c) && !reach.isOwned(c)) {
                problems.error(
                        Code.CLOSURE_HAZARD,
                        c.at(),
                        "this `dyn FnMut` can never be called: every way to it passes a `&` or an `Arc`",
                        "use `dyn Fn`, or `&mut` and `Box` all the way");
            }
        }
    }

    private void recurring() {
        Reach any = new Reach(declarations, true);
        any.from(closures.stream()
                .flatMap(c -> parameters(c.signature()).stream())
                .toList());
        // Rarely one: only then are all of them compared.
        if (closures.stream().noneMatch(any::isShared)) {
            return;
        }
        IdentityHashMap<Type.Closure, String> forms = new IdentityHashMap<>();
        closures.forEach(c -> forms.put(c, form(c)));
        Set<String> candidates = new HashSet<>();
        closures.stream().filter(any::isShared).forEach(c -> candidates.add(forms.getOrDefault(c, "")));

        long steps = 0;
        Set<String> reported = new HashSet<>();
        for (Type.Closure closure : closures) {
            String form = forms.getOrDefault(closure, "");
            if (!candidates.contains(form) || reported.contains(form)) {
                continue;
            }
            Reach own = new Reach(declarations, true);
            steps += own.from(parameters(closure.signature())) + closures.size();
            if (closures.stream().anyMatch(c -> own.isShared(c) && form.equals(forms.get(c)))) {
                reported.add(form);
                problems.error(
                        Code.CLOSURE_HAZARD,
                        closure.at(),
                        "this `dyn FnMut` would be handed itself: its parameters lead past a `&` or an `Arc` to an"
                                + " equal one",
                        "use `dyn Fn`, or `&mut` all the way");
            }
            if (steps > MOST_STEPS) {
                problems.error(Code.TOO_LARGE, closure.at(), "there are too many closures that lead to one another");
                return;
            }
        }
    }

    private static List<Type> parameters(Signature signature) {
        return signature.parameters().stream().map(Parameter::type).toList();
    }

    /** The closure's type without lifetimes and bounds. */
    private static String form(Type.Closure closure) {
        return TypePrinter.print(new Form().type(closure));
    }

    /** Makes all lifetimes one, and leaves out binders and bounds. */
    private static final class Form extends TypeRewriter {

        @Override
        protected Lifetime lifetime(Lifetime lifetime) {
            return new Lifetime.Static(lifetime.at());
        }

        @Override
        public Signature signature(Signature signature) {
            Signature s = super.signature(signature);
            return new Signature(
                    List.of(),
                    s.receiver(),
                    s.parameters(),
                    s.result(),
                    s.where(),
                    s.convention(),
                    s.isUnsafe(),
                    s.at());
        }

        @Override
        public Type type(Type type) {
            return switch (super.type(type)) {
                case Type.Closure c -> new Type.Closure(c.kind(), c.signature(), Set.of(), c.bound(), c.at());
                case Type.InterfaceObject o ->
                    new Type.InterfaceObject(o.name(), o.arguments(), Set.of(), o.bound(), o.at());
                case Type other -> other;
            };
        }
    }
}
