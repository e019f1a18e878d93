package org.rdylib.conformance.regions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rdylib.conformance.regions.Step.Kind;
import org.rdylib.conformance.regions.Step.Value;

/**
 * Draws programs that use a library. What is merely drawn is almost never sound: so most steps are left out that Java
 * refuses, and the first that is not is the last. Whenever something may have ended, all is read that Java still reads.
 */
final class RandomPrograms {

    private static final int DRAWS = 40;
    private static final int STEPS = 16;
    private static final int DEPTH = 3;

    private final RandomLibrary library;
    private final RandomGenerator random;
    private final Predicate<List<Step>> runs;
    private final List<Step> steps = new ArrayList<>();
    private final List<Value> there = new ArrayList<>();
    private int values;
    private int depth;
    private boolean isOver;

    private RandomPrograms(RandomLibrary library, RandomGenerator random, Predicate<List<Step>> runs) {
        this.library = library;
        this.random = random;
        this.runs = runs;
    }

    /**
     * Draws one.
     *
     * @param runs whether Java runs a program to its end
     */
    static List<Step> draw(RandomLibrary library, RandomGenerator random, Predicate<List<Step>> runs) {
        return new RandomPrograms(library, random, runs).program();
    }

    private List<Step> program() {
        open();
        call(library.exports().getFirst());
        for (int i = 0; i < DRAWS && steps.size() < STEPS && !isOver; i++) {
            switch (random.nextInt(12)) {
                case 0, 1 -> open();
                case 2 -> end();
                case 3, 4 -> use(one(there));
                case 5 -> close();
                default -> call(one(library.functions()));
            }
        }
        while (depth > 0) {
            if (random.nextBoolean()) {
                use(one(there));
            }
            end();
        }
        return List.copyOf(steps);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Whether the step is one of the program. */
    private boolean add(Step step) {
        if (isOver && !(step instanceof Step.End)) {
            return false;
        }
        boolean isRun = isRun(step);
        if (!isRun && !isOver && random.nextInt(6) > 0) {
            return false;
        }
        isOver = !isRun;
        steps.add(step);
        return true;
    }

    private List<Value> made(List<Kind> kinds) {
        return IntStream.range(0, kinds.size())
                .mapToObj(i -> new Value(kinds.get(i), values + i))
                .toList();
    }

    private void have(List<Value> made) {
        values += made.size();
        there.addAll(made);
    }

    private void open() {
        List<Value> text = made(List.of(Kind.TEXT));
        if (depth < DEPTH && add(new Step.Open(text.getFirst().number()))) {
            depth++;
            have(text);
        }
    }

    private void end() {
        if (depth > 0) {
            depth -= add(new Step.End()) ? 1 : 0;
            readAll();
        }
    }

    private void readAll() {
        there.stream()
                .filter(value -> !value.isObject())
                .map(Step.Read::new)
                .filter(this::isRun)
                .forEach(steps::add);
    }

    private boolean isRun(Step step) {
        return !isOver
                && runs.test(Stream.concat(steps.stream(), Stream.of(step)).toList());
    }

    private void use(Value value) {
        if (value.isObject()) {
            Function use = random.nextBoolean() ? RandomLibrary.PEEK : RandomLibrary.POKE;
            add(new Step.Call(use, Optional.of(value), List.of(), List.of()));
            readAll();
        } else {
            add(new Step.Read(value));
        }
    }

    private void close() {
        object().filter(cell -> add(new Step.Close(cell))).ifPresent(there::remove);
    }

    /** One of what there is, rather what is new. */
    private Optional<Value> some(Kind... kinds) {
        List<Value> fitting = there.stream()
                .filter(value -> List.of(kinds).contains(value.kind()))
                .toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        int from = random.nextBoolean() ? Math.max(0, fitting.size() - 2) : 0;
        return Optional.of(fitting.get(random.nextInt(from, fitting.size())));
    }

    private Optional<Value> object() {
        return some(Kind.CELL, Kind.SHARED, Kind.ALONE);
    }

    /** Calls it, if there is what it takes. */
    private void call(Function function) {
        Optional<Value> object = function.isMethod() ? object() : Optional.empty();
        List<Value> arguments = function.parameters().stream()
                .flatMap(shape -> argument(shape).stream())
                .toList();
        if ((function.isMethod() && object.isEmpty())
                || arguments.size() < function.parameters().size()) {
            return;
        }
        List<Value> results = made(kinds(function.result()));
        Step call = new Step.Call(
                function, object, arguments, results.stream().map(Value::number).toList());
        if (add(call)) {
            object.filter(_ -> function.isConsuming()).ifPresent(there::remove);
            IntStream.range(0, arguments.size())
                    .filter(i -> isGiven(function.parameters().get(i)))
                    .forEach(i -> there.remove(arguments.get(i)));
            have(results);
            results.stream()
                    .filter(value -> value.isObject() && random.nextBoolean())
                    .forEach(this::get);
        }
    }

    /** Reads what lives for as long as an object was made for. */
    private void get(Value object) {
        List<Value> text = made(List.of(Kind.TEXT));
        if (add(new Step.Call(
                RandomLibrary.GET,
                Optional.of(object),
                List.of(),
                List.of(text.getFirst().number())))) {
            have(text);
        }
    }

    private static boolean isGiven(Shape shape) {
        return shape instanceof Shape.Owned || shape instanceof Shape.Row;
    }

    private Optional<Value> argument(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> some(Kind.TEXT);
            case Shape.View _ -> some(Kind.TEXT, Kind.VIEW);
            case Shape.Maybe _ -> some(Kind.TEXT, Kind.MAYBE);
            case Shape.Owned _, Shape.Row _, Shape.Lent _ -> object();
            case Shape.Nothing _, Shape.Two _ -> throw new IllegalArgumentException(shape.text());
        };
    }

    private static List<Kind> kinds(Shape result) {
        return switch (result) {
            case Shape.Nothing _ -> List.of();
            case Shape.Text _ -> List.of(Kind.TEXT);
            case Shape.View _ -> List.of(Kind.VIEW);
            case Shape.Maybe _ -> List.of(Kind.MAYBE);
            case Shape.Two _ -> List.of(Kind.TEXT, Kind.TEXT);
            case Shape.Owned _ -> List.of(Kind.CELL);
            case Shape.Row _ -> throw new IllegalArgumentException(result.text());
            case Shape.Lent lent -> List.of(lent.alone() ? Kind.ALONE : Kind.SHARED);
        };
    }
}
