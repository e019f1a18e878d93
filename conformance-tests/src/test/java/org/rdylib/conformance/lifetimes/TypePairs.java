package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/**
 * Pairs of a struct {@code T<'a, 'b>} of which the fields imply bounds, or vary differently in the two copies, and of
 * signatures that use it: random types seldom do.
 */
final class TypePairs {

    private static final List<String> OWN = List.of("a", "b");

    private final Grammar grammar;

    TypePairs(Grammar grammar) {
        this.grammar = grammar;
    }

    /** One copy of the type and one signature that uses it. */
    record Copy(World world, Signature use) {}

    /** Two copies that differ in a lifetime or in a few. */
    List<Copy> next() {
        List<Integer> shapes = IntStream.range(0, 1 + grammar.below(2))
                .mapToObj(_ -> grammar.chance(40) ? 3 : grammar.below(5))
                .toList();
        List<Lifetime> one =
                IntStream.range(0, 2 * shapes.size()).mapToObj(_ -> lifetime()).toList();
        List<Lifetime> other = new ArrayList<>(one);
        do {
            // what lives for ever serves for every lifetime, so that only one copy varies in it
            other.set(grammar.below(other.size()), grammar.chance(60) ? Terms.DYLIB : lifetime());
        } while (grammar.chance(40));
        // functions that take them and references: how both copies vary in 'a and in 'b besides
        List<Type> same = OWN.stream().map(this::mention).toList();
        int way = grammar.below(6);
        List<Lifetime> between = List.of(Terms.lifetime("a"), Terms.lifetime("b"));
        List<Lifetime> arguments = List.of(argument(), argument());
        List<Lifetime> others = grammar.chance(30) ? arguments : List.of(argument(), argument());
        return List.of(
                new Copy(type(shapes, one, same), use(arguments, between, way)),
                new Copy(
                        type(shapes, grammar.chance(80) ? other : one, same),
                        use(others, grammar.chance(80) ? between : List.of(argument(), argument()), way)));
    }

    private Lifetime lifetime() {
        int choice = grammar.below(8);
        return choice < 6 ? Terms.lifetime(OWN.get(choice % 2)) : choice == 6 ? Terms.STATIC : Terms.DYLIB;
    }

    private Lifetime argument() {
        return grammar.chance(85) ? Terms.lifetime(grammar.pick(OWN)) : grammar.lifetime(OWN);
    }

    private Type mention(String lifetime) {
        Type borrowed = Terms.shared(Terms.lifetime(lifetime), Terms.U8);
        return grammar.chance(40) ? borrowed : Terms.function(List.of(), List.of(borrowed), Terms.UNIT, Terms.DYLIB);
    }

    private static World type(List<Integer> shapes, List<Lifetime> lifetimes, List<Type> same) {
        List<Type> fields = new ArrayList<>(same);
        for (int i = 0; i < shapes.size(); i++) {
            fields.add(field(shapes.get(i), lifetimes.get(2 * i), lifetimes.get(2 * i + 1)));
        }
        return new World(List.of(Terms.struct("T", OWN, fields.toArray(Type[]::new))), List.of());
    }

    private static Type field(int shape, Lifetime one, Lifetime other) {
        Type borrowed = Terms.shared(one, Terms.shared(other, Terms.U8));
        return switch (shape) {
            case 0 -> borrowed;
            case 1 -> Terms.exclusive(one, Terms.shared(other, Terms.U8));
            case 2 -> Terms.function(List.of(), List.of(borrowed), Terms.UNIT, Terms.DYLIB);
            case 3 -> Terms.function(List.of(), List.of(), borrowed, Terms.DYLIB);
            default ->
                Terms.function(
                        List.of(), List.of(Terms.shared(one, Terms.U8)), Terms.shared(other, Terms.U8), Terms.DYLIB);
        };
    }

    private static Signature use(List<Lifetime> arguments, List<Lifetime> between, int way) {
        Type type = Terms.named("T", arguments.toArray(Lifetime[]::new));
        // behind &mut the callee has no choice
        Type inner = Terms.shared(between.getLast(), Terms.U8);
        Type beside = way < 3 ? Terms.exclusive(between.getFirst(), inner) : Terms.shared(between.getFirst(), inner);
        return switch (way % 3) {
            case 0 -> Terms.signature(OWN, Optional.empty(), List.of(beside, type), Terms.UNIT, List.of());
            case 1 ->
                Terms.signature(
                        OWN,
                        Optional.empty(),
                        List.of(beside, Terms.exclusive(Terms.lifetime("a"), type)),
                        Terms.UNIT,
                        List.of());
            default -> Terms.signature(OWN, Optional.empty(), List.of(beside), type, List.of());
        };
    }
}
