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
    private final JavaRun java;
    private final List<Step> steps = new ArrayList<>();
    private final List<Value> there = new ArrayList<>();
    private int values;
    private int depth;
    private boolean isOver;

    private RandomPrograms(RandomLibrary library, RandomGenerator random, JavaRun java) {
        this.library = library;
        this.random = random;
        this.java = java;
    }

    /**
     * Draws one.
     *
     * @param java what shows whether it runs to its end
     */
    static List<Step> draw(RandomLibrary library, RandomGenerator random, JavaRun java) {
        return new RandomPrograms(library, random, java).program();
    }

    private List<Step> program() {
        open();
        call(RandomLibrary.make());
        for (int i = 0; i < DRAWS && steps.size() < STEPS && !isOver; i++) {
            switch (random.nextInt(15)) {
                case 14 -> bytes();
                case 13 -> literal();
                case 0, 1 -> open();
                case 2 -> end();
                case 3, 4 -> use(one(there));
                case 5 -> close();
                case 6 -> put();
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

    private List<Value> made(Shape.Type type, List<Kind> kinds) {
        return IntStream.range(0, kinds.size())
                .mapToObj(i -> new Value(kinds.get(i), type, values + i))
                .toList();
    }

    private Value text() {
        return made(Shape.Type.CELL, List.of(Kind.TEXT)).getFirst();
    }

    private void have(List<Value> made) {
        values += made.size();
        there.addAll(made);
    }

    private void open() {
        Value text = text();
        if (depth < DEPTH && add(new Step.Open(text.number()))) {
            depth++;
            have(List.of(text));
        }
    }

    private void literal() {
        Value text = text();
        if (add(new Step.Literal(text.number()))) {
            have(List.of(text));
        }
    }

    private void bytes() {
        Value made = made(Shape.Type.CELL, List.of(Kind.BYTES)).getFirst();
        if (add(new Step.Bytes(made))) {
            have(List.of(made));
        }
    }

    private void put() {
        Value made = made(Shape.Type.CELL, List.of(random.nextBoolean() ? Kind.REF : Kind.TEXTS))
                .getFirst();
        if (depth > 0
                && some(Kind.TEXT).filter(text -> add(new Step.Put(text, made))).isPresent()) {
            have(List.of(made));
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
                .filter(Value::isRead)
                .map(Step.Read::new)
                .filter(this::isRun)
                .forEach(steps::add);
    }

    private boolean isRun(Step step) {
        return !isOver
                && java.refusal(Stream.concat(steps.stream(), Stream.of(step)).toList())
                        .isEmpty();
    }

    private void use(Value value) {
        if (value.isObject()) {
            Function use = RandomLibrary.use(random.nextBoolean() ? "peek" : "poke", value.type());
            add(Step.use(use, value, List.of()));
            readAll();
        } else if (value.isRead()) {
            add(new Step.Read(value));
        }
    }

    private void close() {
        object(Shape.Type.values()).filter(cell -> add(new Step.Close(cell))).ifPresent(there::remove);
    }

    /** One of what there is, rather what is new. */
    private Optional<Value> some(Predicate<Value> isFitting) {
        List<Value> fitting = there.stream().filter(isFitting).toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        int from = random.nextBoolean() ? Math.max(0, fitting.size() - 2) : 0;
        return Optional.of(fitting.get(random.nextInt(from, fitting.size())));
    }

    private Optional<Value> some(Kind... kinds) {
        return some(value -> List.of(kinds).contains(value.kind()));
    }

    private Optional<Value> object(Shape.Type... types) {
        return some(value -> value.isObject() && List.of(types).contains(value.type()));
    }

    /** Calls it, if there is what it takes. */
    private void call(Function function) {
        Optional<Value> object = function.isMethod() ? object(Shape.Type.CELL) : Optional.empty();
        List<Value> results = made(type(function.result()), kinds(function.result()));
        List<Value> escaped = new ArrayList<>();
        List<Step.Argument> arguments = IntStream.range(0, function.parameters().size())
                .mapToObj(i -> argument(new RustText.Argument(function, i), results.size(), escaped))
                .<Step.Argument>flatMap(Optional::stream)
                .toList();
        if ((function.isMethod() && object.isEmpty())
                || arguments.size() < function.parameters().size()) {
            return;
        }
        Step call = new Step.Call(
                function, object, arguments, results.stream().map(Value::number).toList());
        if (add(call)) {
            object.filter(_ -> function.isConsuming()).ifPresent(there::remove);
            IntStream.range(0, arguments.size())
                    .filter(i -> isGiven(function.parameters().get(i)))
                    .mapToObj(arguments::get)
                    .forEach(there::remove);
            have(results);
            have(escaped);
            escaped.forEach(this::readEscaped);
            results.stream()
                    .filter(value -> value.isObject() && random.nextBoolean())
                    .forEach(this::get);
        }
    }

    /** What escapes from a closure that is called for any lifetime is refused by rustc there, and by Java where it is read. */
    private void readEscaped(Value value) {
        Step read = new Step.Read(value);
        if (!isOver) {
            isOver = !isRun(read);
            steps.add(read);
        }
    }

    /** Reads what lives for as long as an object was made for. */
    private void get(Value object) {
        Value text = text();
        Function get = RandomLibrary.use("get", object.type());
        if (add(Step.use(get, object, List.of(text.number())))) {
            have(List.of(text));
        }
    }

    private static boolean isGiven(Shape shape) {
        return switch (shape) {
            case Shape.Present present -> isGiven(present.shape());
            case Shape.Owned _, Shape.Row _ -> true;
            case Shape _ -> false;
        };
    }

    private Optional<? extends Step.Argument> argument(RustText.Argument argument, int results, List<Value> escaped) {
        Shape shape = argument.function().parameters().get(argument.index());
        return switch (shape) {
            case Shape.Callable callable -> lambda(callable, java.isGivenCopied(argument), results, escaped);
            case Shape.Place _ -> some(Kind.TEXT).map(text -> new Step.Placed(text, left(results, escaped)));
            case Shape.Sink _ -> some(Kind.TEXT).map(text -> new Step.Own(text, left(results, escaped)));
            case Shape.Ring _ ->
                object(Shape.Type.BELL).flatMap(bell -> some(Kind.TEXT).map(text -> new Step.Ringed(bell, text)));
            case Shape _ -> argument(shape);
        };
    }

    private Optional<Step.Lambda> lambda(Shape.Callable shape, boolean isCopied, int results, List<Value> escaped) {
        boolean isGiven = shape.parameter().isPresent() && !isCopied;
        Optional<Value> captured = shape.answer().flatMap(_ -> some(Kind.TEXT));
        boolean isAnsweredGiven = isGiven && random.nextBoolean();
        if (shape.answer().isPresent() && captured.isEmpty() && !isAnsweredGiven) {
            return Optional.empty();
        }
        Optional<Integer> left = Optional.empty();
        if (isGiven && shape.closure() == Shape.Closure.ALONE && random.nextInt(shape.isForAny() ? 6 : 2) == 0) {
            left = Optional.of(left(results, escaped));
        }
        List<Step> first = shape.closure() == Shape.Closure.GIVEN || random.nextBoolean()
                ? List.of()
                : some(value -> value.kind() != Kind.BYTES && value.kind() != Kind.ROOM)
                        .map(RandomPrograms::inClosure)
                        .stream()
                        .toList();
        return Optional.of(new Step.Lambda(first, left, isAnsweredGiven ? Optional.empty() : captured));
    }

    /** The number of a text that a call leaves behind, beside its results. */
    private int left(int results, List<Value> escaped) {
        Value left = new Value(Kind.TEXT, Shape.Type.CELL, values + results + escaped.size());
        escaped.add(left);
        return left.number();
    }

    /** What a closure does that only reads. */
    private static Step inClosure(Value value) {
        return value.isObject()
                ? Step.use(RandomLibrary.use("peek", value.type()), value, List.of())
                : new Step.Read(value);
    }

    private Optional<Value> argument(Shape shape) {
        return switch (shape) {
            case Shape.Text _ -> some(Kind.TEXT);
            case Shape.View _ -> some(Kind.TEXT, Kind.VIEW);
            case Shape.Maybe _ -> some(Kind.TEXT, Kind.MAYBE);
            case Shape.Deep _ -> some(Kind.REF);
            case Shape.Texts _ -> some(Kind.TEXTS);
            case Shape.Present present -> argument(present.shape());
            case Shape.Owned owned -> object(owned.thing().type());
            case Shape.Row row -> object(row.thing().type());
            case Shape.Lent lent -> object(lent.thing().type());
            case Shape.Bells _ -> object(Shape.Type.BELL);
            case Shape.Boxes boxes -> object(boxes.thing().type());
            case Shape.Bytes _ -> some(Kind.BYTES);
            case Shape.Callable _, Shape.Place _, Shape.Sink _, Shape.Ring _, Shape.Nothing _, Shape.Two _ ->
                throw new IllegalArgumentException(shape.text());
            case Shape.Room _ -> throw new IllegalArgumentException(shape.text());
        };
    }

    private static Shape.Type type(Shape result) {
        return switch (result) {
            case Shape.Owned owned -> owned.thing().type();
            case Shape.Lent lent -> lent.thing().type();
            case Shape.Boxes boxes -> boxes.thing().type();
            case Shape _ -> Shape.Type.CELL;
        };
    }

    private static List<Kind> kinds(Shape result) {
        return switch (result) {
            case Shape.Nothing _ -> List.of();
            case Shape.Text _ -> List.of(Kind.TEXT);
            case Shape.View _ -> List.of(Kind.VIEW);
            case Shape.Maybe _ -> List.of(Kind.MAYBE);
            case Shape.Two _ -> List.of(Kind.TEXT, Kind.TEXT);
            case Shape.Room _ -> List.of(Kind.ROOM);
            case Shape.Owned _ -> List.of(Kind.OWNED);
            case Shape.Deep _ -> List.of(Kind.REF);
            case Shape.Texts _ -> List.of(Kind.TEXTS);
            case Shape.Boxes _ -> List.of(Kind.SHARED);
            case Shape.Callable _, Shape.Place _, Shape.Sink _, Shape.Ring _, Shape.Bells _, Shape.Bytes _ ->
                throw new IllegalArgumentException(result.text());
            case Shape.Present _, Shape.Row _ -> throw new IllegalArgumentException(result.text());
            case Shape.Lent lent -> List.of(lent.alone() ? Kind.ALONE : Kind.SHARED);
        };
    }
}
