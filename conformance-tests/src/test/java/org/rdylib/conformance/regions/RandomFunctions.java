package org.rdylib.conformance.regions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Draws signatures, well-formed or not. */
record RandomFunctions(RandomGenerator random) {

    private static final Pattern LIFETIME = Pattern.compile("'\\w+");

    private static final String STATIC = "'static";

    /** Of places, which Java lends for the call alone. */
    private static final List<String> PLACES = List.of("'p", "'q");

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
        List<String> few = random.nextBoolean() ? all : List.of(one(all), one(all));
        List<String> pool = random.nextInt(4) > 0
                ? few
                : Stream.concat(few.stream(), Stream.of(STATIC)).toList();
        List<Shape> parameters = new ArrayList<>();
        int count = random.nextInt(6) == 0 ? 0 : random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            parameters.add(parameter(pool));
        }
        Shape result = result(pool);
        List<String> where = new ArrayList<>();
        int bounds = random.nextInt(3);
        for (int i = 0; i < bounds; i++) {
            String longer = one(pool);
            // What outlives the borrow of an object ends that.
            String shorter = receiver.contains("'s") && random.nextBoolean() ? all.getFirst() : one(pool);
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
        lifetimes.removeAll(List.of("'x", STATIC, Shape.Callable.ANY));
        return new Function(name, receiver, List.copyOf(lifetimes), parameters, result, where);
    }

    private Shape parameter(List<String> pool) {
        return switch (random.nextInt(26)) {
            case 24, 25 -> new Shape.Boxes(one(pool), thing(pool));
            case 22, 23 -> new Shape.Bytes(one(pool));
            case 20 -> new Shape.Bells(one(pool), one(pool), new Shape.Thing(Shape.Type.BELL, one(pool), one(pool)));
            case 21 -> new Shape.Ring(random.nextBoolean() ? Optional.empty() : Optional.of(one(pool)), one(pool));
            case 18, 19 -> sink(pool);
            case 11, 12 -> callable(pool);
            case 13 -> new Shape.Deep(one(pool), one(pool));
            case 14 -> new Shape.Texts(one(pool), one(pool));
            case 15, 16 -> new Shape.Place(one(PLACES), one(pool));
            case 0, 1, 2, 3 -> new Shape.Text(one(pool));
            case 10, 17 -> new Shape.Row(thing(pool));
            case 4 -> new Shape.View(one(pool));
            case 5 -> new Shape.Maybe(one(pool));
            default -> random.nextInt(6) == 0 ? new Shape.Present(object(pool)) : object(pool);
        };
    }

    private Shape object(List<String> pool) {
        return switch (random.nextInt(5)) {
            case 0 -> new Shape.Owned(thing(pool));
            case 1, 2 -> new Shape.Lent(one(pool), true, thing(pool));
            default -> new Shape.Lent(one(pool), false, thing(pool));
        };
    }

    private Shape sink(List<String> pool) {
        boolean isGiven = random.nextInt(3) == 0;
        return new Shape.Sink(
                isGiven ? Optional.empty() : Optional.of(one(pool)),
                !isGiven && random.nextBoolean(),
                one(pool),
                one(pool));
    }

    private Shape callable(List<String> pool) {
        Shape.Closure closure = switch (random.nextInt(3)) {
            case 0 -> Shape.Closure.SHARED;
            case 1 -> Shape.Closure.ALONE;
            default -> Shape.Closure.GIVEN;
        };
        Optional<String> parameter = switch (random.nextInt(4)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(Shape.Callable.ANY);
            default -> Optional.of(one(pool));
        };
        Optional<String> answer =
                closure == Shape.Closure.GIVEN || random.nextInt(3) > 0 ? Optional.of(one(pool)) : Optional.empty();
        boolean isAny = parameter.filter(Shape.Callable.ANY::equals).isPresent() && closure != Shape.Closure.GIVEN;
        return new Shape.Callable(closure, parameter, isAny && random.nextBoolean() ? parameter : answer);
    }

    private Shape result(List<String> pool) {
        return switch (random.nextInt(20)) {
            case 18, 19 -> new Shape.Boxes(one(pool), thing(pool));
            case 16, 17 -> new Shape.Room(one(pool));
            case 14 -> new Shape.Deep(one(pool), one(pool));
            case 15 -> new Shape.Texts(one(pool), one(pool));
            case 10, 11 -> new Shape.Lent(one(pool), false, thing(pool));
            case 12, 13 -> new Shape.Lent(one(pool), true, lentAlone(pool));
            case 0 -> new Shape.Nothing();
            case 1 -> new Shape.View(one(pool));
            case 2 -> new Shape.Maybe(one(pool));
            case 3, 4 -> new Shape.Two(one(pool), one(pool));
            case 5, 6 -> new Shape.Owned(thing(pool));
            default -> new Shape.Text(one(pool));
        };
    }

    /** A library's answer is no {@code &mut} of an opaque type with lifetimes. */
    private Shape.Thing lentAlone(List<String> pool) {
        Shape.Thing thing = thing(pool);
        return thing.isOpaque() ? new Shape.Thing(Shape.Type.JAR, thing.made(), thing.bound()) : thing;
    }

    private Shape.Thing thing(List<String> pool) {
        Shape.Type type = switch (random.nextInt(9)) {
            case 8 -> Shape.Type.JAR;
            case 0 -> Shape.Type.POT;
            case 1 -> Shape.Type.PIN;
            case 2, 3 -> Shape.Type.BELL;
            default -> Shape.Type.CELL;
        };
        return new Shape.Thing(type, one(pool), one(pool));
    }

    private String one(List<String> pool) {
        return pool.get(random.nextInt(pool.size()));
    }
}
