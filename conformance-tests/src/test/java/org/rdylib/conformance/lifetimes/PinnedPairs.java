package org.rdylib.conformance.lifetimes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/**
 * Pairs of signatures between whose lifetimes {@code 'b: 'a} is known, which leave the callee no choice of either, and
 * that pass {@code 'a} in one copy where the other has {@code 'b}: whether that fits is decided by how one type varies
 * and by nothing else. Of random signatures few do that.
 */
final class PinnedPairs {

    private static final Lifetime A = Terms.lifetime("a");
    private static final Lifetime B = Terms.lifetime("b");

    private final Grammar grammar;

    PinnedPairs(Grammar grammar) {
        this.grammar = grammar;
    }

    /** A struct {@code T<'x>} that may vary in another way in one copy, and its use. */
    List<TypePairs.Copy> ofType() {
        Lifetime lasting = grammar.chance(85) ? Terms.DYLIB : Terms.STATIC;
        int one = grammar.below(3);
        int other = grammar.below(3);
        int way = grammar.below(4);
        Lifetime first = grammar.pick(List.of(A, B));
        Lifetime second = grammar.chance(35) ? first : first.equals(A) ? B : A;
        return List.of(
                new TypePairs.Copy(type(one, lasting), use(named(first), way)),
                new TypePairs.Copy(type(other, lasting), use(named(second), way)));
    }

    /** Invariant in {@code 'x}, covariant or contravariant: by turns each serves as another in one direction. */
    private static World type(int variance, Lifetime lasting) {
        Lifetime x = Terms.lifetime("x");
        Type field = switch (variance) {
            case 0 -> through(x, x);
            case 1 -> through(lasting, x);
            default -> through(x, lasting);
        };
        return new World(List.of(Terms.struct("T", List.of("x"), field)), List.of());
    }

    private static Type named(Lifetime argument) {
        return Terms.named("T", argument);
    }

    /** Two signatures that pass a raw pointer to a reference. */
    List<Signature> ofPointer() {
        Mutability mutability = grammar.chance(60) ? Mutability.EXCLUSIVE : Mutability.SHARED;
        return signatures(x -> new Type.Pointer(mutability, Terms.shared(x, Terms.U8), Terms.NOWHERE)).stream()
                .map(s -> Mutator.withUnsafe(s, true))
                .toList();
    }

    /** Two signatures that pass an object of {@link World#KNOWN}. */
    List<Signature> ofObject() {
        return signatures(x -> new Type.Boxed(
                new Type.InterfaceObject("Source", List.of(x), Set.of(), A, Terms.NOWHERE), Terms.NOWHERE));
    }

    private interface Value {
        Type of(Lifetime lifetime);
    }

    private List<Signature> signatures(Value value) {
        int way = grammar.below(4);
        List<Signature> both = List.of(use(value.of(A), way), use(value.of(B), way));
        return grammar.chance(50) ? both : both.reversed();
    }

    private static Signature use(Type type, int way) {
        // 'b behind &mut, 'a in and out of a function
        Stream<Type> pins = Stream.of(Terms.exclusive(A, Terms.shared(B, Terms.U8)), through(A, A));
        Type passed = way == 1 ? new Type.Option(type, Terms.NOWHERE) : type;
        return way < 2
                ? signature(Stream.concat(pins, Stream.of(passed)).toList(), Terms.UNIT)
                : signature(pins.toList(), way == 2 ? passed : new Type.Option(passed, Terms.NOWHERE));
    }

    private static Type through(Lifetime parameter, Lifetime result) {
        return Terms.function(
                List.of(), List.of(Terms.shared(parameter, Terms.U8)), Terms.shared(result, Terms.U8), Terms.DYLIB);
    }

    private static Signature signature(List<Type> parameters, Type result) {
        return Terms.signature(List.of("a", "b"), Optional.empty(), parameters, result, List.of());
    }
}
