package org.rdylib.conformance.lifetimes;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Boundaries of a few declarations that name one another every which way, in two copies that differ in a word or two. Some
 * are ill-formed.
 */
final class Webs {

    /** Two copies, as text. */
    record Pair(String host, String plugin) {}

    private static final int TYPES = 5;
    private static final int INTERFACES = 2;

    private static final List<String> LIFETIMES = List.of("'a", "'b", "'static", "'dylib");
    private static final List<String> WORDS = List.of("'a", "'b", "'t", "u8");

    /** Types that say nothing of lifetimes. */
    private static final List<String> PLAIN = List.of("u16", "i8", "String", "\"Option<Vec<u8>>\"");

    private final RandomGenerator random;

    Webs(RandomGenerator random) {
        this.random = random;
    }

    /** The next two copies; perhaps ill-formed. */
    Pair next() {
        List<String> lines = new ArrayList<>();
        lines.add("abi: 1");
        lines.add("library: web");
        lines.add("version: 1.0.0");
        lines.add("types:");
        for (int i = 0; i < TYPES; i++) {
            lines.add("  T%d<'a, 'b>:".formatted(i));
            lines.add("    struct:");
            lines.add("      first: \"(&'a u8, &'b u8)\"");
            for (int f = random.nextInt(3); f >= 0; f--) {
                lines.add("      f%d: \"%s\"".formatted(f, field(i)));
            }
            if (chance(60)) {
                lines.add("      k: u8");
            }
            if (i == TYPES - 1 && chance(50)) {
                lines.add("    evolves: append");
            }
        }
        lines.add("interfaces:");
        for (int i = 0; i < INTERFACES; i++) {
            lines.add("  I%d<'a, 'b>:".formatted(i));
            lines.add("    methods:");
            lines.add("      n: \"fn<'s>(&'s self, x: &'b u8) -> &'a u8\"");
            for (int m = random.nextInt(2); m >= 0; m--) {
                lines.add("      m%d: \"fn<'s, 't>(&'s self, x: %s) -> %s\"".formatted(m, slot("'t"), slot("'a")));
            }
        }
        lines.add("exports:");
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            lines.add("  e%d: \"%s\"".formatted(i, function()));
        }
        if (chance(40)) {
            lines.add("imports:");
            lines.add("  i: \"%s\"".formatted(function()));
        }
        List<String> other = new ArrayList<>(lines);
        for (int i = random.nextInt(3); i > 0; i--) {
            edit(other);
        }
        return new Pair(text(lines), text(other));
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    /** Another field, or other words in one. */
    private void edit(List<String> lines) {
        int at = 4 + random.nextInt(lines.size() - 4);
        String line = lines.get(at);
        if (line.startsWith("      f")) {
            if (chance(30)) {
                lines.add(at + 1, "      g%d: \"%s\"".formatted(lines.size(), field(0)));
                return;
            }
            lines.set(at, line.substring(0, line.indexOf(':')) + ": \"" + field(0) + "\"");
        } else if (line.startsWith("      k")) {
            lines.set(at, chance(20) ? "      l: u8" : "      k: " + pick(PLAIN));
        } else if (line.contains("fn<")) {
            int types = line.indexOf("x: ");
            String head = line.substring(0, Math.max(types, 0));
            String rest = line.substring(Math.max(types, 0));
            String word = pick(WORDS);
            lines.set(at, head + rest.replaceFirst(word, word.startsWith("'") ? pick(LIFETIMES) : "i8"));
        }
    }

    private String function() {
        return "fn<'a, 'b%s>(x: %s, y: %s) -> %s"
                .formatted(chance(30) ? ": 'a" : "", slot("'a"), slot("'b"), slot(chance(50) ? "'a" : "'b"));
    }

    private String slot(String lifetime) {
        return switch (random.nextInt(6)) {
            case 0 -> "&" + lifetime + " mut " + named(lifetime, lifetime);
            case 1 -> boxed(lifetime);
            case 2 -> "&" + lifetime + " mut " + object(lifetime);
            case 3 -> "Option<&" + lifetime + " u8>";
            default -> "&" + lifetime + " " + named(lifetime, lifetime);
        };
    }

    /** @param below of the types before which one may lie within it, so that none lies within itself */
    private String field(int below) {
        String one = lifetime();
        String other = lifetime();
        return switch (random.nextInt(9)) {
            case 0 -> "&" + one + " " + named(one, other);
            case 1 -> "&" + one + " mut " + named(other, one);
            case 2 -> "&" + one + " &" + other + " u8";
            case 3 -> "for<'z> fn(&'z " + named("'z", one) + ") -> &'z u8";
            case 4 -> boxed(one);
            case 5 -> "Box<dyn for<'z> Fn(&'z " + named(other, "'z") + ") + " + one + ">";
            case 6 -> "u8";
            case 7 -> below == 0 ? "u16" : "T%d<%s, %s>".formatted(random.nextInt(below), one, other);
            default -> "&" + one + " [u8]";
        };
    }

    private String named(String one, String other) {
        return "T%d<%s, %s>".formatted(random.nextInt(TYPES), one, other);
    }

    private String object(String lifetime) {
        return "(dyn I%d<%s, %s> + %s)".formatted(random.nextInt(INTERFACES), lifetime, lifetime, lifetime);
    }

    private String boxed(String lifetime) {
        return "Box<" + object(lifetime).replaceAll("[()]", "") + ">";
    }

    private String lifetime() {
        return switch (random.nextInt(30)) {
            case 0 -> "'static";
            case 1 -> "'dylib";
            default -> chance(50) ? "'a" : "'b";
        };
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
