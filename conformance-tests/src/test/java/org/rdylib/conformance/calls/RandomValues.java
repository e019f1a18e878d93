package org.rdylib.conformance.calls;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Random types of values, of what is declared so far. */
final class RandomValues {

    private static final List<String> SCALARS = List.of(
            "bool", "char", "u8", "i8", "u16", "i16", "u32", "i32", "u64", "i64", "usize", "isize", "f32", "f64");

    /**
     * A type that has been declared.
     *
     * @param hasSize whether it may stand by value: an append struct may not
     */
    record Declared(String name, boolean hasLifetime, boolean isOwner, boolean hasSize, Spelt spelt) {}

    private final RandomGenerator random;
    private final List<Declared> declared = new ArrayList<>();

    RandomValues(RandomGenerator random) {
        this.random = random;
    }

    void declare(Declared type) {
        declared.add(type);
    }

    /** Whether a value of a type that is written so owns something. */
    boolean isOwner(String text) {
        return RandomDeclarations.OWNED.matcher(text).find()
                || declared.stream().anyMatch(d -> d.isOwner && text.matches(".*\\b" + d.name + "\\b.*"));
    }

    /**
     * A type of at most so many layers.
     *
     * @param isOwned whether it may own something
     * @param maybeOdd whether the linker may be unable to pass it
     */
    Spelt value(int depth, Life life, boolean isOwned, boolean maybeOdd) {
        Spelt next = switch (random.nextInt(depth == 0 ? 9 : 17)) {
            case 0, 1, 2, 3, 4 -> maybeOdd && random.nextInt(12) == 0 ? wide() : scalar();
            case 5, 6, 7 -> named(life, isOwned);
            case 8 -> life == Life.NONE ? scalar() : reference(depth - 1, life);
            case 9, 10 -> tuple(depth, life, isOwned, maybeOdd);
            case 11 -> array(depth, life, isOwned, maybeOdd);
            case 12, 13 -> value(depth - 1, life, isOwned, maybeOdd).in("Option<", ">", 1);
            case 14 -> result(depth - 1, life, isOwned, maybeOdd);
            default -> isOwned ? owned(depth - 1, life) : scalar();
        };
        return (next.isOdd() && !maybeOdd) || next.words() > 40 || next.leaves() > 60 ? scalar() : next;
    }

    Spelt scalar() {
        return new Spelt(pick(SCALARS), 1, 1, false);
    }

    /** What may stand in a packed struct of Rust. */
    Spelt flat() {
        Spelt scalar = scalar();
        return random.nextInt(4) == 0 ? new Spelt("[" + scalar.text() + "; 3]", 3, 3, false) : scalar;
    }

    Spelt reference(int depth, Life life) {
        String before = life.reference();
        return switch (random.nextInt(5)) {
            case 0 -> new Spelt(before + "str", 2, 1, false);
            case 1 -> new Spelt(before + "CStr", 1, 1, false);
            case 2 -> value(Math.max(0, depth), life, true, true).behind(before + "[", "]", 2, 2);
            default -> pointee(depth, life).behind(before, "", 1, 1);
        };
    }

    /** The linker passes none by value. */
    private Spelt wide() {
        return new Spelt(random.nextBoolean() ? "u128" : "i128", 2, 1, true);
    }

    private Spelt named(Life life, boolean isOwned) {
        Declared one = pick(declared);
        return !one.hasSize || (one.hasLifetime && life == Life.NONE) || (one.isOwner && !isOwned)
                ? scalar()
                : named(one, life);
    }

    private static Spelt named(Declared one, Life life) {
        return new Spelt(
                one.name + (one.hasLifetime ? life.argument() : ""),
                one.spelt.words(),
                one.spelt.leaves(),
                one.spelt.isOdd());
    }

    /** What is directly behind a pointer. */
    private Spelt pointee(int depth, Life life) {
        List<Declared> growing = declared.stream()
                .filter(d -> !d.hasSize && !(d.hasLifetime && life == Life.NONE))
                .toList();
        return growing.isEmpty() || random.nextInt(3) > 0
                ? value(Math.max(0, depth), life, true, true)
                : named(pick(growing), life);
    }

    private Spelt result(int depth, Life life, boolean isOwned, boolean maybeOdd) {
        Spelt error = random.nextInt(4) == 0 ? new Spelt("()", 0, 0, false) : value(depth, life, isOwned, maybeOdd);
        Spelt value = value(depth, life, isOwned, maybeOdd);
        return new Spelt(
                "Result<" + value.text() + ", " + error.text() + ">",
                1 + value.words() + error.words(),
                1 + value.leaves() + error.leaves(),
                value.isOdd() || error.isOdd());
    }

    private Spelt tuple(int depth, Life life, boolean isOwned, boolean maybeOdd) {
        List<Spelt> parts = Stream.generate(() -> value(depth - 1, life, isOwned, maybeOdd))
                .limit(1 + random.nextInt(4))
                .toList();
        return new Spelt(
                parts.stream().map(Spelt::text).collect(joining(", ", "(", parts.size() == 1 ? ",)" : ")")),
                parts.stream().mapToInt(Spelt::words).sum(),
                parts.stream().mapToInt(Spelt::leaves).sum(),
                parts.stream().anyMatch(Spelt::isOdd));
    }

    private Spelt array(int depth, Life life, boolean isOwned, boolean maybeOdd) {
        Spelt element = value(depth - 1, life, isOwned, maybeOdd);
        int count = 1 + random.nextInt(4);
        return new Spelt(
                "[" + element.text() + "; " + count + "]",
                element.words() * count,
                element.leaves() * count,
                element.isOdd());
    }

    private Spelt owned(int depth, Life life) {
        return switch (random.nextInt(6)) {
            case 0 -> new Spelt("String", 4, 1, false);
            case 1 -> new Spelt("Box<str>", 3, 1, false);
            case 2 -> value(Math.max(0, depth), life, true, true).behind("Vec<", ">", 4, 2);
            case 3 -> value(Math.max(0, depth), life, true, true).behind("Box<[", "]>", 3, 2);
            case 4 -> pointee(depth, life).behind("Arc<", ">", 2, 1);
            default -> pointee(depth, life).behind("Box<", ">", 2, 1);
        };
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
