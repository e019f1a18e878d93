package org.rdylib.conformance.regions;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws signatures, well-formed or not. */
record RandomFunctions(RandomGenerator random) {

    private static final Pattern LIFETIME = Pattern.compile("'\\w+");

    Function export(String name) {
        return function(name, "", List.of("'a", "'b", "'c"));
    }

    /** A method of {@code Cell<'x>}. */
    Function method(String name) {
        String receiver = switch (random.nextInt(12)) {
            case 0 -> Function.BOXED;
            case 1 -> "&'x self";
            case 2 -> "&'x mut self";
            case 3, 4, 5, 6 -> "&'s mut self";
            default -> "&'s self";
        };
        return function(
                name,
                receiver,
                receiver.contains("'s") ? List.of("'s", "'s", "'a", "'b", "'x") : List.of("'a", "'b", "'x"));
    }

    private Function function(String name, String receiver, List<String> all) {
        // With few lifetimes more has to do with each other.
        List<String> pool = random.nextBoolean() ? all : List.of(one(all), one(all));
        List<Shape> parameters = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            parameters.add(parameter(pool));
        }
        Shape result = result(pool);
        List<String> where = new ArrayList<>();
        int bounds = random.nextInt(3);
        for (int i = 0; i < bounds; i++) {
            String longer = one(pool);
            String shorter = one(pool);
            if (!longer.equals(shorter)) {
                where.add(longer + ": " + shorter);
            }
        }
        TreeSet<String> lifetimes = new TreeSet<>();
        Function open = new Function(name, receiver, List.of(), parameters, result, where);
        Matcher mentioned = LIFETIME.matcher(open.rust());
        while (mentioned.find()) {
            lifetimes.add(mentioned.group());
        }
        lifetimes.remove("'x");
        return new Function(name, receiver, List.copyOf(lifetimes), parameters, result, where);
    }

    private Shape parameter(List<String> pool) {
        return switch (random.nextInt(11)) {
            case 0, 1, 2, 3 -> new Shape.Text(one(pool));
            case 10 -> new Shape.Row(new Shape.Owned(one(pool), one(pool)));
            case 4 -> new Shape.View(one(pool));
            case 5 -> new Shape.Maybe(one(pool));
            case 6 -> new Shape.Owned(one(pool), one(pool));
            case 7 -> new Shape.Lent(one(pool), true, one(pool), one(pool));
            default -> new Shape.Lent(one(pool), false, one(pool), one(pool));
        };
    }

    private Shape result(List<String> pool) {
        return switch (random.nextInt(14)) {
            case 10, 11 -> new Shape.Lent(one(pool), false, one(pool), one(pool));
            case 12, 13 -> new Shape.Lent(one(pool), true, one(pool), one(pool));
            case 0 -> new Shape.Nothing();
            case 1 -> new Shape.View(one(pool));
            case 2 -> new Shape.Maybe(one(pool));
            case 3, 4 -> new Shape.Two(one(pool), one(pool));
            case 5, 6 -> new Shape.Owned(one(pool), one(pool));
            default -> new Shape.Text(one(pool));
        };
    }

    private String one(List<String> pool) {
        return pool.get(random.nextInt(pool.size()));
    }
}
