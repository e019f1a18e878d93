package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rdylib.spec.Lifetime;
import org.rdylib.spec.Mutability;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/**
 * Pairs of signatures that pass a function whose types imply bounds, between lifetimes of its {@code for<>} and others:
 * random types seldom do.
 */
final class FunctionPairs {

    private static final List<String> BOUND = List.of("z0", "z1", "z2");
    private static final List<String> FREE = List.of("a", "b");
    private static final Lifetime Z0 = Terms.lifetime("z0");
    private static final Lifetime Z1 = Terms.lifetime("z1");

    private final Grammar grammar;

    FunctionPairs(Grammar grammar) {
        this.grammar = grammar;
    }

    /** Two signatures that differ in one lifetime of the function, or in a few. */
    List<Signature> next() {
        return grammar.chance(50) ? fixed() : free();
    }

    /**
     * What the function's other parameters and its result fix, so that only what its types imply, or that its lifetimes lie
     * within the library's life, is left to decide: seldom so by chance.
     */
    private List<Signature> fixed() {
        int shape = grammar.pick(List.of(0, 1, 2, 3, 3, 3, 4));
        int way = shape == 4 ? 2 : grammar.below(5);
        int kept = grammar.below(2);
        List<Lifetime> one = shape == 1 ? List.of(Z1, Z0) : List.of(Z0, Z1);
        List<Lifetime> other = grammar.chance(20) ? List.of(lifetime(), lifetime()) : otherFixed(shape);
        return List.of(
                passing(fixed(shape, one), way, kept), passing(fixed(shape, other), way, shape == 4 ? 1 - kept : kept));
    }

    private List<Lifetime> otherFixed(int shape) {
        Lifetime lasting = grammar.lifetime(List.of());
        return switch (shape) {
            case 0, 2 -> List.of(lasting, Z1);
            case 1 -> List.of(grammar.pick(List.of(Z1, lasting)), grammar.pick(List.of(Z1, lasting)));
            default -> List.of(Terms.STATIC, Z1);
        };
    }

    private static Type fixed(int shape, List<Lifetime> l) {
        Type first = Terms.shared(Z0, Terms.U8);
        Type second = Terms.shared(Z1, Terms.U8);
        Type borrowed = Terms.shared(l.get(0), Terms.shared(l.get(1), Terms.U8));
        return switch (shape) {
            case 0 -> general(List.of(first, second), borrowed);
            case 1 -> general(List.of(Terms.named("Deep", l.get(0), l.get(1)), first, second), second);
            case 2 ->
                general(
                        List.of(Terms.function(List.of(), List.of(borrowed), Terms.UNIT, Terms.DYLIB), first, second),
                        Terms.UNIT);
            case 3 -> general(List.of(Terms.shared(l.get(0), Terms.U8)), Terms.shared(l.get(0), Terms.U8));
            default ->
                // 'a: 'z0 and 'z0: 'b, but not 'a: 'b
                general(
                        List.of(
                                Terms.shared(Z0, Terms.shared(Terms.lifetime("a"), Terms.U8)),
                                Terms.shared(Terms.lifetime("b"), Terms.shared(Z0, Terms.U8))),
                        Terms.UNIT);
        };
    }

    private List<Signature> free() {
        int shape = grammar.below(6);
        int way = grammar.below(5);
        List<Lifetime> one = new ArrayList<>();
        while (one.size() < 4) {
            one.add(!one.isEmpty() && grammar.chance(40) ? one.getFirst() : lifetime());
        }
        List<Lifetime> other = grammar.chance(25) ? forEver(one) : grammar.chance(40) ? merged(one) : one;
        if (other.equals(one) || grammar.chance(30)) {
            other = new ArrayList<>(other);
            other.set(grammar.below(other.size()), lifetime());
        }
        int kept = grammar.below(2);
        return List.of(
                passing(function(shape, one), way, kept),
                passing(function(shape, other), way, grammar.chance(80) ? kept : 1 - kept));
    }

    /** What is bound becomes {@code 'static}: the function is wanted for that only. */
    private static List<Lifetime> forEver(List<Lifetime> all) {
        return all.stream()
                .map(l -> l instanceof Lifetime.Named n && BOUND.contains(n.name()) ? Terms.STATIC : l)
                .toList();
    }

    /** One lifetime becomes another, wherever it stands. */
    private List<Lifetime> merged(List<Lifetime> all) {
        Lifetime from = grammar.pick(all);
        Lifetime to = lifetime();
        return all.stream().map(l -> l.equals(from) ? to : l).toList();
    }

    private Lifetime lifetime() {
        int choice = grammar.below(10);
        if (choice < 5) {
            return Terms.lifetime(grammar.pick(BOUND));
        }
        return switch (choice) {
            case 5 -> Terms.STATIC;
            case 6 -> Terms.DYLIB;
            default -> Terms.lifetime(grammar.pick(FREE));
        };
    }

    private static Type function(int shape, List<Lifetime> l) {
        Type borrowed = Terms.shared(l.get(0), Terms.shared(l.get(1), Terms.U8));
        Type changed = Terms.exclusive(l.get(0), Terms.shared(l.get(1), Terms.STR));
        Type third = Terms.shared(l.get(2), Terms.U8);
        Type fourth = Terms.shared(l.get(3), Terms.U8);
        return switch (shape) {
            case 0 -> general(List.of(borrowed, third), fourth);
            case 1 -> general(List.of(borrowed), third);
            case 2 -> general(List.of(changed), Terms.UNIT);
            case 3 -> general(List.of(changed, third), Terms.UNIT);
            case 4 -> general(List.of(Terms.named("Deep", l.get(0), l.get(1)), third), fourth);
            default ->
                general(List.of(Terms.function(List.of(), List.of(borrowed), third, Terms.DYLIB), fourth), Terms.UNIT);
        };
    }

    private static Type general(List<Type> parameters, Type result) {
        return Terms.function(BOUND, parameters, result, Terms.DYLIB);
    }

    private static Signature passing(Type function, int way, int kept) {
        List<Type> beside =
                List.of(Terms.shared(Terms.lifetime("a"), Terms.U8), Terms.shared(Terms.lifetime("b"), Terms.U8));
        return switch (way) {
            case 0 -> signature(List.of(beside.get(0), beside.get(1), function), Terms.UNIT);
            case 1 ->
                signature(
                        List.of(
                                beside.get(0),
                                beside.get(1),
                                new Type.Reference(Terms.lifetime("a"), Mutability.EXCLUSIVE, function, Terms.NOWHERE)),
                        Terms.UNIT);
            case 2 -> signature(beside, new Type.Tuple(List.of(function, beside.get(kept)), Terms.NOWHERE));
            default -> signature(beside, function);
        };
    }

    private static Signature signature(List<Type> parameters, Type result) {
        return Terms.signature(FREE, Optional.empty(), parameters, result, List.of());
    }
}
