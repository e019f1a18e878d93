package org.rdylib.codegen.rust;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.spec.Bound;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.LifetimeParameter;
import org.rdylib.spec.Outlives;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/**
 * What {@code async fn} means, where a signature says it: its result is a {@code Box<dyn Future<Output = R> + 'c>}, every
 * other lifetime outlives {@code 'c}, and nothing else mentions that.
 *
 * @param life {@code 'c}
 * @param output R
 * @param bounds what else the future is
 * @param others the other lifetimes, those around the signature included
 * @param where the clauses that say nothing of {@code 'c}
 */
record AsyncForm(LifetimeParameter life, Type output, Set<Bound> bounds, List<String> others, List<Outlives> where) {

    AsyncForm {
        bounds = Set.copyOf(bounds);
        others = List.copyOf(others);
        where = List.copyOf(where);
    }

    /**
     * That of a signature, if it has it.
     *
     * @param around the lifetimes of the interface that it is in
     */
    static Optional<AsyncForm> of(Signature s, List<LifetimeParameter> around) {
        if (!(s.result() instanceof Type.Boxed(Type.Closure future, var _))
                || !RustTypes.isFuture(future)
                || !(future.bound() instanceof Lifetime.Named bound)) {
            return Optional.empty();
        }
        return s.lifetimes().stream()
                .filter(l -> l.name().equals(bound.name()) && isMentionedByTheBoundAlone(s, future, l.name()))
                .findFirst()
                .flatMap(life -> of(s, around, life, future));
    }

    private static boolean isMentionedByTheBoundAlone(Signature s, Type.Closure future, String life) {
        return s.receiver().filter(r -> r.lifetime().isNamed(life)).isEmpty()
                && s.parameters().stream().allMatch(p -> Confinement.mentions(p.type(), life) == 0)
                && Confinement.mentions(future.signature().result(), life) == 0;
    }

    private static Optional<AsyncForm> of(
            Signature s, List<LifetimeParameter> around, LifetimeParameter life, Type.Closure future) {
        List<String> others = Stream.concat(around.stream(), s.lifetimes().stream())
                .map(LifetimeParameter::name)
                .filter(name -> !name.equals(life.name()))
                .toList();
        Set<String> outliving = new HashSet<>();
        for (Outlives clause : s.where()) {
            if (clause.longer().isNamed(life.name())) {
                return Optional.empty();
            }
            if (clause.shorter().isNamed(life.name()) && clause.longer() instanceof Lifetime.Named n) {
                outliving.add(n.name());
            }
        }
        List<Outlives> rest = s.where().stream()
                .filter(w -> !w.shorter().isNamed(life.name()))
                .toList();
        return outliving.containsAll(others)
                ? Optional.of(new AsyncForm(life, future.signature().result(), future.bounds(), others, rest))
                : Optional.empty();
    }
}
