package org.rdylib.conformance.calls;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * Random types of what can be called: closures, objects and functions, lent or given, by either side. What they are
 * passed and answer are values, and now and then more code.
 */
final class RandomCode {

    /** The words that the parameters of a function may have together: 126 fit. */
    static final int MOST_WORDS = 100;

    private static final int MOST_METHODS = 4;

    private final RandomGenerator random;
    private final RandomValues values;
    private final List<String> interfaces = new ArrayList<>();
    private final StringBuilder declarations = new StringBuilder();

    RandomCode(RandomGenerator random, RandomValues values) {
        this.random = random;
        this.values = values;
    }

    /** What was declared. */
    String declarations() {
        return declarations.toString();
    }

    /** An interface, whose methods may take objects of those that are declared already. */
    void declare(String name) {
        declarations.append("  ").append(name).append(":\n    methods:\n");
        int methods = 1 + random.nextInt(MOST_METHODS);
        for (int i = 0; i < methods; i++) {
            String parameters = parameters(p -> "q" + p + ": ", random.nextInt(6), 0);
            declarations.append("      m%d: \"fn(%sself%s%s)%s\"%n"
                    .formatted(
                            i,
                            random.nextBoolean() ? "&" : "&mut ",
                            parameters.isEmpty() ? "" : ", ",
                            parameters,
                            result(Life.NONE, 0)));
        }
        interfaces.add(name);
    }

    /** What is lent or given to a function. */
    Spelt parameter() {
        return parameter(1);
    }

    /** What is lent for {@code 'a}, and kept where something is given for that. */
    Spelt lentFor() {
        return Spelt.code(lent(1).replaceFirst("&", "&'a "));
    }

    /** What a function gives: {@code -> …}, or nothing. */
    String result(Life life) {
        return result(life, 1);
    }

    private String result(Life life, int depth) {
        if (random.nextInt(5) == 0) {
            return "";
        }
        return " -> "
                + (depth > 0 && random.nextInt(8) == 0
                        ? given(depth).text()
                        : plain(life, false).text());
    }

    /** The result of a function that gives nothing to call. */
    Spelt plain(Life life, boolean isPlain) {
        while (true) {
            Spelt spelt = values.value(2, life, true, !isPlain);
            if (spelt.words() <= 60 && !(isPlain && spelt.text().startsWith("["))) {
                return spelt;
            }
        }
    }

    /** The parameters of what is called back. */
    String parameters(IntFunction<String> name, int count) {
        return parameters(name, count, 1);
    }

    private String parameters(IntFunction<String> name, int count, int depth) {
        List<String> parameters = new ArrayList<>();
        int words = 0;
        for (int i = 0; i < count; i++) {
            Spelt next = depth > 0 && random.nextInt(16) == 0 ? parameter(depth) : value(Life.ELIDED, false);
            if (words + next.words() > MOST_WORDS) {
                break;
            }
            words += next.words();
            parameters.add(name.apply(i) + next.text());
        }
        return String.join(", ", parameters);
    }

    /** A parameter that is a value: of a function of the plugin, or of one that it calls. */
    Spelt value(Life life, boolean isOfPlugin) {
        Spelt next = switch (random.nextInt(11)) {
            case 0 -> isOfPlugin && random.nextBoolean() ? lending() : exclusive(isOfPlugin);
            case 1, 2 -> values.reference(2, life);
            default -> values.value(2, life, true, false);
        };
        return next.text().startsWith("[") || next.isOdd() ? value(life, isOfPlugin) : next;
    }

    /** What Java answers where it cannot say that it has failed. */
    String number() {
        String scalar = values.scalar().text();
        return scalar.equals("bool") || scalar.equals("char") ? "u8" : scalar;
    }

    /** Code without state, which is called as C calls it. */
    Spelt plainFunction() {
        return Spelt.code("extern \\\"C\\\" fn(" + parameters(_ -> "", random.nextInt(7), 0) + ") -> "
                + plain(Life.NONE, true).text());
    }

    private Spelt exclusive(boolean isOwned) {
        if (random.nextInt(6) == 0) {
            return new Spelt("&mut str", 2, 1, false);
        }
        return random.nextInt(3) == 0
                ? values.value(1, Life.NONE, isOwned, true).behind("&mut [", "]", 2, 2)
                : values.value(2, Life.NONE, isOwned, true).behind("&mut ", "", 1, 1);
    }

    /** What is passed by value and has a {@code &mut} within it, of what is not owned. */
    private Spelt lending() {
        Spelt next = switch (random.nextInt(4)) {
            case 0 -> new Spelt("Within<'_>", 8, 10, false);
            case 1 -> new Spelt("Either<'_>", 13, 90, false);
            default -> {
                List<Spelt> parts = new ArrayList<>(List.of(exclusive(false)));
                while (parts.size() < 4 && random.nextInt(3) > 0) {
                    parts.add(
                            random.nextInt(parts.size() + 1),
                            random.nextBoolean() ? values.scalar() : exclusive(false));
                }
                yield new Spelt(
                        parts.stream().map(Spelt::text).collect(joining(", ", "(", parts.size() == 1 ? ",)" : ")")),
                        parts.stream().mapToInt(Spelt::words).sum(),
                        parts.stream().mapToInt(Spelt::leaves).sum(),
                        false);
            }
        };
        return random.nextInt(3) == 0 ? next.in("Option<", ">", 1) : next;
    }

    private Spelt parameter(int depth) {
        return switch (random.nextInt(3)) {
            case 0 -> Spelt.code(lent(depth));
            default -> given(depth);
        };
    }

    private String lent(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "&dyn Fn" + signature(depth);
            case 1 -> object("&dyn ", "", depth);
            case 2 -> object("&mut dyn ", "", depth);
            default -> "&mut dyn FnMut" + signature(depth);
        };
    }

    /** What is owned by who gets it, or lives for ever. */
    private Spelt given(int depth) {
        return Spelt.code(
                switch (random.nextInt(8)) {
                    case 0 -> "Box<dyn Fn" + signature(depth) + ">";
                    case 1 -> "Box<dyn FnMut" + signature(depth) + ">";
                    case 2 -> "Box<dyn FnOnce" + signature(depth) + ">";
                    case 3 -> "Arc<dyn Fn" + signature(depth) + ">";
                    case 4, 5 -> object("Box<dyn ", ">", depth);
                    case 6 -> object("Arc<dyn ", ">", depth);
                    default -> "fn" + signature(0);
                });
    }

    private String object(String before, String after, int depth) {
        return interfaces.isEmpty()
                ? "&mut dyn FnMut" + signature(depth)
                : before + interfaces.get(random.nextInt(interfaces.size())) + after;
    }

    private String signature(int depth) {
        return "(" + parameters(_ -> "", random.nextInt(7), depth - 1) + ")" + result(Life.NONE, depth - 1);
    }
}
