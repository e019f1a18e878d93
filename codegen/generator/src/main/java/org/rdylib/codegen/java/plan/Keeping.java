package org.rdylib.codegen.java.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Signature;

/**
 * Which opaque values a call lends, and whether it lends the object that it is a method of, for a lifetime that is over no
 * sooner than something else is. What is made of a {@code &H} ends where {@code H} is next used as {@code &mut}, unless the
 * lifetime is not the call's to choose: of {@code add<'m>(to: &mut Multi<'m>, easy: &'m Easy)} it was chosen when the {@code
 * Multi} was made. A {@code &mut H} that is kept ends with the next use of any kind.
 *
 * @param reaching the lifetimes that reach a result or a stored place
 * @param pinned those that are not the call's to choose, and what outlives one
 */
record Keeping(Set<String> reaching, Set<String> pinned) {

    static Keeping of(
            Signature signature, List<Bounds.Outlives> bounds, Set<String> reaching, List<Argument> arguments) {
        Set<String> decided = new HashSet<>(reaching);
        signature.lifetimes().forEach(lifetime -> decided.remove(Lifetimes.name(lifetime)));
        arguments.stream()
                .flatMap(argument -> fixed(argument.value()))
                .map(Lifetimes::name)
                .forEach(decided::add);
        return new Keeping(reaching, Bounds.reaching(bounds, decided));
    }

    /** The arguments of the call, each knowing whether it stays lent. */
    List<Argument> of(List<Argument> arguments) {
        return arguments.stream()
                .map(argument -> new Argument(argument.name(), kept(argument.value()), argument.within()))
                .toList();
    }

    /** The lifetime for which the object stays lent that the call is a method of; empty if it does not. */
    Optional<String> ofReceiver(Signature signature) {
        return Lifetimes.ofReceiver(signature).filter(pinned::contains);
    }

    private static Stream<Lifetime> fixed(Value value) {
        return switch (value) {
            case Value.Opaque opaque -> opaque.fixed().mapToObj(opaque.arguments()::get);
            case Value.Option(Value inner, var _) -> fixed(inner);
            case Value other -> other.asObject().stream().flatMap(object -> object.arguments().stream());
        };
    }

    private Value kept(Value value) {
        return switch (value) {
            case Value.Opaque opaque ->
                keptFor(opaque).<Value>map(opaque::keptFor).orElse(opaque);
            case Value.Option(Value.Opaque opaque, var type) -> new Value.Option(kept(opaque), type);
            case Value other -> other;
        };
    }

    private Optional<Lifetime> keptFor(Value.Opaque opaque) {
        boolean alone = opaque.having() == Value.Having.LENT_EXCLUSIVELY;
        return opaque.reference()
                .filter(lifetime -> reaching.contains(Lifetimes.name(lifetime)))
                .filter(lifetime -> alone || pinned.contains(Lifetimes.name(lifetime)));
    }
}
