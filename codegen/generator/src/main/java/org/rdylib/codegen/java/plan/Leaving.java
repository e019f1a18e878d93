package org.rdylib.codegen.java.plan;

import static java.util.stream.Collectors.toSet;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Signature;
import org.rdylib.spec.check.CheckedDescriptor;

/** What a function of Java's leaves with its caller for the lifetimes that this has chosen, and can say to be good for them. */
final class Leaving {

    private Leaving() {}

    /**
     * The function's own lifetimes for which it may leave something, and what outlives them. A receiver's is none: it is known
     * how long the object may be borrowed at most.
     *
     * @param seeds the lifetimes of the result and of places
     * @param futures those of the futures in the result, which are Java's, if nothing is given for them
     */
    static Set<String> lifetimes(
            Signature signature,
            List<Bounds.Outlives> bounds,
            Set<String> seeds,
            Set<String> futures,
            Optional<String> borrow) {
        Set<String> own = signature.lifetimes().stream().map(Lifetimes::name).collect(toSet());
        borrow.ifPresent(own::remove);
        Set<String> left = new HashSet<>(own);
        left.retainAll(seeds);
        left.removeAll(futures);
        left = Bounds.reaching(bounds, left);
        left.retainAll(own);
        return Set.copyOf(left);
    }

    /** The same of one that is passed alone: it may be called for whatever the lifetimes are of what is around its type. */
    static Plan.Function withOuter(Plan.Function function, Set<String> outer) {
        Set<String> chosen = new HashSet<>(outer);
        chosen.retainAll(function.mentioned());
        chosen.remove(Lifetimes.DYLIB);
        Set<String> own = new HashSet<>(function.lifetimes());
        own.addAll(chosen);
        chosen.addAll(function.left());
        Set<String> left = Bounds.reaching(function.bounds(), chosen);
        left.retainAll(own);
        return function.leaving(Set.copyOf(left));
    }

    /** Whether Java would have to go on using some lifetimes, which are over for it, in what it gives. */
    static boolean goesOn(Value given, Set<String> lifetimes, CheckedDescriptor descriptor) {
        return switch (given) {
            case Value.BoxedClosure c -> c.callback().captured().stream().anyMatch(lifetimes::contains);
            case Value.Function _ -> false;
            case Value.BoxedObject o -> isAny(o.object().arguments(), lifetimes);
            case Value.Composite c ->
                isAny(c.arguments(), lifetimes)
                        && References.in(c.type(), descriptor).ownCode();
            case Value other -> Shape.parts(other).stream().anyMatch(part -> goesOn(part, lifetimes, descriptor));
        };
    }

    private static boolean isAny(List<Lifetime> arguments, Set<String> lifetimes) {
        return arguments.stream().map(Lifetimes::name).anyMatch(lifetimes::contains);
    }
}
