package org.rdylib.codegen.java.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Signature;

/**
 * Which opaque values a call lends for a lifetime that is over no sooner than something else is. What is made of a {@code &H}
 * ends where {@code H} is next used as {@code &mut}, unless the lifetime is not the call's to choose: of {@code add<'m>(to: &mut
 * Multi<'m>, easy: &'m Easy)} it was chosen when the {@code Multi} was made. A {@code &mut H} that is kept ends with the next
 * use of any kind.
 *
 * @param reaching the lifetimes that reach a result or a stored place
 * @param own those of the signature
 */
record Keeping(Set<String> reaching, Set<String> own, List<Bounds.Outlives> bounds) {

    static Keeping of(Signature signature, List<Bounds.Outlives> bounds, Set<String> reaching) {
        Set<String> own = new HashSet<>();
        signature.lifetimes().forEach(lifetime -> own.add(Lifetimes.name(lifetime)));
        return new Keeping(reaching, own, bounds);
    }

    /** The arguments of a call, each knowing whether it stays lent. */
    List<Plan.Argument> in(List<Plan.Argument> arguments) {
        Set<String> decided = new HashSet<>(reaching);
        decided.removeAll(own);
        arguments.stream()
                .flatMap(argument -> fixed(argument.value()))
                .map(Lifetimes::name)
                .forEach(decided::add);
        // What outlives such a one is no shorter.
        Set<String> pinned = Bounds.reaching(bounds, decided);
        return arguments.stream()
                .map(argument -> new Plan.Argument(argument.name(), kept(argument.value(), pinned)))
                .toList();
    }

    private static Stream<Lifetime> fixed(Value value) {
        return switch (value) {
            case Value.Opaque opaque -> opaque.fixed();
            case Value.Option(Value inner, var _) -> fixed(inner);
            case Value other -> other.asObject().stream().flatMap(object -> object.arguments().stream());
        };
    }

    private Value kept(Value value, Set<String> pinned) {
        return switch (value) {
            case Value.Opaque opaque ->
                keptFor(opaque, pinned).<Value>map(opaque::keptFor).orElse(opaque);
            case Value.Option(Value.Opaque opaque, var type) -> new Value.Option(kept(opaque, pinned), type);
            case Value other -> other;
        };
    }

    private Optional<Lifetime> keptFor(Value.Opaque opaque, Set<String> pinned) {
        boolean alone = opaque.having() == Value.Having.LENT_EXCLUSIVELY;
        return opaque.reference()
                .filter(lifetime -> reaching.contains(Lifetimes.name(lifetime)))
                .filter(lifetime -> alone || pinned.contains(Lifetimes.name(lifetime)));
    }
}
