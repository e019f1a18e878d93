package org.rdylib.conformance.evolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.conformance.evolution.Sample.Declared;
import org.rdylib.conformance.evolution.Sample.Function;
import org.rdylib.conformance.evolution.Sample.Interface;
import org.rdylib.conformance.evolution.Sample.Member;

/** Random descriptors in which some types may grow, and values cross in many ways. Not all of them are well-formed. */
final class Samples {

    private static final List<String> STRUCTS = List.of("GrowA", "GrowB");
    private static final List<String> FROZEN = List.of("Fixed", "Row");
    private static final List<String> ENUMS = List.of("Event", "Choice");
    private static final List<String> INTERFACES = List.of("I", "J");

    private final RandomGenerator random;

    Samples(RandomGenerator random) {
        this.random = random;
    }

    /** A descriptor. */
    Sample next() {
        List<Declared> types = new ArrayList<>();
        for (String name : STRUCTS) {
            types.add(new Declared(name, false, true, 0, List.of(), fields(name)));
        }
        for (String name : FROZEN) {
            types.add(new Declared(name, false, false, 0, List.of(), fields(name)));
        }
        types.add(new Declared("Event", true, true, 32, List.of(), variants()));
        types.add(new Declared("Choice", true, false, 0, List.of(), variants()));
        return new Sample(
                types,
                INTERFACES.stream()
                        .map(i -> new Interface(i, functions("m", 1 + below(2), true)))
                        .toList(),
                functions("f", 1 + below(2), false),
                functions("g", below(2), false));
    }

    private List<Member> fields(String name) {
        List<Member> all = new ArrayList<>(List.of(new Member("text", new Term.Text(), Optional.empty())));
        IntStream.range(0, below(3)).forEach(i -> all.add(new Member("x" + i, field(name), Optional.empty())));
        return all;
    }

    private List<Member> variants() {
        List<Member> all = new ArrayList<>(List.of(new Member("Text", new Term.Text(), Optional.empty())));
        IntStream.range(0, below(3)).forEach(i -> all.add(new Member("V" + i, payload(), Optional.empty())));
        return all;
    }

    List<Function> functions(String prefix, int count, boolean methods) {
        return IntStream.range(0, count)
                .mapToObj(i -> function(prefix + i, methods && i > 0 && chance(20)))
                .toList();
    }

    Function function(String name, boolean isOptional) {
        List<Term> parameters =
                Stream.generate(() -> type(2)).limit(1 + below(2)).toList();
        return new Function(name, parameters, chance(50) ? new Term.Number(8) : type(2), isOptional);
    }

    /** What stands in a field of {@code owner}. */
    Term field(String owner) {
        return switch (below(12)) {
            case 0, 1 -> new Term.Number(1);
            case 2 -> new Term.Number(8);
            case 3 -> new Term.Text();
            case 4 -> new Term.Named(pick(ENUMS));
            case 5 -> owner.equals("Row") ? new Term.Named("Fixed") : new Term.Number(8);
            case 6 -> function(0);
            case 7 -> new Term.Maybe(pointer(0));
            case 8 -> new Term.Callable(List.of(Term.Pointer.SHARED), List.of(), new Term.Number(1));
            default -> pointer(1);
        };
    }

    /** What a variant carries: nothing that it would own. */
    Term payload() {
        return switch (below(5)) {
            case 0 -> new Term.Number(8);
            case 1 -> new Term.Text();
            case 2 -> function(0);
            case 3 -> new Term.Behind(Term.Pointer.SHARED, new Term.Named(pick(FROZEN)));
            default -> new Term.Behind(Term.Pointer.SHARED, new Term.Named(pick(STRUCTS)));
        };
    }

    Term type(int depth) {
        return switch (below(depth > 0 ? 12 : 8)) {
            case 0 -> new Term.Text();
            case 1 -> new Term.Named(pick(ENUMS));
            case 2 -> new Term.Named(pick(FROZEN));
            case 3, 4, 5 -> pointer(depth);
            case 6 -> new Term.Objekt(pick(List.of(Term.Pointer.values())), pick(INTERFACES));
            case 7 -> new Term.Maybe(pointer(0));
            case 8 -> new Term.Outcome(type(depth - 1));
            case 9, 10 -> closure(depth);
            default -> function(depth);
        };
    }

    private Term.Behind pointer(int depth) {
        Term.Pointer pointer = pick(List.of(Term.Pointer.values()));
        if (chance(70)) {
            return new Term.Behind(pointer, new Term.Named(pick(STRUCTS)));
        }
        return new Term.Behind(
                pointer, depth > 0 ? pointer(depth - 1) : new Term.Named(pick(chance(50) ? FROZEN : ENUMS)));
    }

    private Term closure(int depth) {
        return new Term.Callable(List.of(pick(List.of(Term.Pointer.values()))), parameters(depth), result(depth));
    }

    private Term function(int depth) {
        return new Term.Callable(List.of(), parameters(depth), result(depth));
    }

    private List<Term> parameters(int depth) {
        return chance(20) ? List.of() : List.of(type(depth - 1));
    }

    private Term result(int depth) {
        return chance(60) ? new Term.Number(8) : type(depth - 1);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
