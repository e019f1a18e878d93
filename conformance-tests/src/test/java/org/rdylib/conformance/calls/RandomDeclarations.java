package org.rdylib.conformance.calls;

import static java.util.stream.Collectors.joining;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random declarations of types. What may grow is declared twice: a part of its fields or variants may be in one copy of the
 * descriptor only, in the host's or in the plugin's.
 */
final class RandomDeclarations {

    /** What owns something by itself. */
    static final Pattern OWNED = Pattern.compile("\\b(Arc|Box|Vec|String)\\b");

    private static final List<String> REPRS = List.of("u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64");

    /** What may be added behind any struct without lying in its padding. */
    private static final List<String> WORDS = List.of(
            "{type: u64, default: 12345678901}",
            "{type: i64, default: -3}",
            "{type: f64, default: 2.5}",
            "{type: \"Option<u64>\", default: None}");

    /** The same where there is a lifetime. */
    private static final List<String> LENT =
            List.of("{type: \"&'a str\", default: by default}", "{type: \"Option<&'a u16>\", default: None}");

    /** What may be added behind those. */
    private static final List<String> LATE = List.of(
            "{type: bool, default: true}",
            "{type: u8, default: 200}",
            "{type: i16, default: -30000}",
            "{type: char, default: ß}",
            "{type: f32, default: 0.25}",
            "{type: usize, default: 7}",
            "{type: \"Option<u8>\", default: None}");

    private final RandomGenerator random;
    private final RandomValues values;
    private final StringBuilder ofHost = new StringBuilder();
    private final StringBuilder ofPlugin = new StringBuilder();

    RandomDeclarations(RandomGenerator random, RandomValues values) {
        this.random = random;
        this.values = values;
    }

    /** The host's copy of all that was declared. */
    String ofHost() {
        return ofHost.toString();
    }

    /** The plugin's copy. */
    String ofPlugin() {
        return ofPlugin.toString();
    }

    /** What fields or variants come to. */
    private record Parts(List<String> texts, List<Spelt> types) {

        Parts() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        int words() {
            return types.stream().mapToInt(Spelt::words).sum();
        }

        int leaves() {
            return types.stream().mapToInt(Spelt::leaves).sum();
        }

        boolean isOdd() {
            return types.stream().anyMatch(Spelt::isOdd);
        }

        boolean isLarge() {
            return words() > 40 || leaves() > 60;
        }
    }

    // ---- What stays as it is ----

    void frozen(String name) {
        Life life = random.nextInt(3) == 0 ? Life.NAMED : Life.NONE;
        int kind = random.nextInt(10);
        Parts parts = new Parts();
        String text;
        if (kind == 0) {
            text = "{enum: {" + plainVariants(1 + random.nextInt(6), parts);
        } else if (kind <= 3) {
            int count = 1 + random.nextInt(4);
            int rich = random.nextInt(count);
            for (int i = 0; i < count; i++) {
                variant(i, i == rich, life, true, parts);
            }
            text = "{enum: {" + String.join(", ", parts.texts) + "}, repr: " + pick(REPRS) + "}";
        } else if (kind == 4) {
            fields(1 + random.nextInt(4), values::flat, parts);
            text = "{struct: {" + String.join(", ", parts.texts) + "}, packed: " + (1 << random.nextInt(4)) + "}";
            parts.types.add(new Spelt("", 0, 0, true));
        } else {
            boolean isAligned = random.nextInt(8) == 0;
            fields(1 + random.nextInt(5), () -> values.value(2, life, true, true), parts);
            text = "{struct: {" + String.join(", ", parts.texts) + "}"
                    + (isAligned ? ", align: " + (1 << random.nextInt(7)) : "") + "}";
            parts.types.add(new Spelt("", isAligned ? 8 : 0, 0, isAligned));
        }
        if (parts.isLarge()) {
            frozen(name);
        } else {
            declare(name, text, text, true, parts);
        }
    }

    // ---- What may grow ----

    /** A struct with {@code evolves: append}. What only one copy has begins behind all bytes of the other. */
    void growingStruct(String name) {
        Life life = random.nextInt(3) == 0 ? Life.NAMED : Life.NONE;
        Parts parts = new Parts();
        fields(1 + random.nextInt(4), () -> values.value(2, life, true, false), parts);
        if (parts.isLarge() || parts.isOdd()) {
            growingStruct(name);
            return;
        }
        int common = parts.texts.size();
        int late = random.nextInt(4);
        boolean isLent = parts.texts.stream().anyMatch(t -> t.contains("'a"));
        for (int i = 0; i < late; i++) {
            parts.texts.add("f" + (common + i) + ": " + pick(i > 0 ? LATE : isLent ? LENT : WORDS));
            parts.types.add(new Spelt("", 2, 1, false));
        }
        boolean isHostNewer = random.nextBoolean();
        declare(
                name,
                struct(parts, isHostNewer ? common + late : common),
                struct(parts, isHostNewer ? common : common + late),
                false,
                parts);
    }

    private static String struct(Parts parts, int count) {
        return "{evolves: append, struct: {" + String.join(", ", parts.texts.subList(0, count)) + "}}";
    }

    /** An enum with {@code evolves: append}, and with {@code storage:} where it has payloads. */
    void growingEnum(String name) {
        boolean isPlain = random.nextInt(3) == 0;
        Life life = random.nextInt(3) == 0 ? Life.NAMED : Life.NONE;
        Parts parts = new Parts();
        int common = 1 + random.nextInt(3);
        int late = random.nextInt(3);
        for (int i = 0; i < common + late; i++) {
            if (isPlain) {
                parts.texts.add("V" + i + ": ");
                parts.types.add(new Spelt("", 1, 1, false));
            } else {
                // A lifetime that only one copy knows would be unused in the other.
                variant(i, i == 0, i < common ? life : Life.NONE, false, parts);
            }
        }
        if (parts.isLarge()) {
            growingEnum(name);
            return;
        }
        int storage = 8 * (parts.words() + common + late);
        String repr = isPlain ? pick(REPRS) : pick(List.of("u8", "u16", "u32", "u64"));
        String tail = "}, repr: " + repr + (isPlain ? "" : ", storage: " + storage) + "}";
        boolean isHostNewer = random.nextBoolean();
        String older = "{evolves: append, enum: {" + String.join(", ", parts.texts.subList(0, common)) + tail;
        String newer = "{evolves: append, enum: {" + String.join(", ", parts.texts) + tail;
        parts.types.add(new Spelt("", common + late, 0, false));
        declare(name, isHostNewer ? newer : older, isHostNewer ? older : newer, true, parts);
    }

    // ---- Their parts ----

    private void declare(String name, String host, String plugin, boolean hasSize, Parts parts) {
        boolean hasLifetime = host.contains("'a");
        String head = "  " + name + (hasLifetime ? "<'a>" : "") + ": ";
        ofHost.append(head).append(host).append('\n');
        ofPlugin.append(head).append(plugin).append('\n');
        Spelt spelt = new Spelt(name, parts.words(), parts.leaves(), parts.isOdd());
        values.declare(new RandomValues.Declared(name, hasLifetime, values.isOwner(host), hasSize, spelt));
    }

    private void fields(int count, Supplier<Spelt> field, Parts parts) {
        for (int i = 0; i < count; i++) {
            parts.texts.add("f" + i + ": \"" + counted(field, parts) + "\"");
        }
    }

    private static String counted(Supplier<Spelt> type, Parts parts) {
        Spelt spelt = type.get();
        parts.types.add(spelt);
        return spelt.text();
    }

    private String plainVariants(int count, Parts parts) {
        String repr = pick(REPRS);
        parts.types.add(new Spelt("", 1, 1, false));
        return IntStream.range(0, count)
                        .mapToObj(i -> "V" + i + ":" + discriminant(repr, i))
                        .collect(joining(", "))
                + "}, repr: " + repr + "}";
    }

    /** The first is the least that there is, or one about zero; the fourth the greatest but three. */
    private String discriminant(String repr, int index) {
        int bits = Integer.parseInt(repr.substring(1));
        boolean isSigned = repr.startsWith("i");
        if (index == 3 && random.nextBoolean()) {
            return " " + BigInteger.ONE.shiftLeft(isSigned ? bits - 1 : bits).subtract(BigInteger.valueOf(3));
        }
        if (index > 0) {
            return " ";
        }
        return switch (random.nextInt(4)) {
            case 0 -> isSigned ? " -" + BigInteger.ONE.shiftLeft(bits - 1) : " 7";
            case 1 -> isSigned ? " -1" : " 1";
            default -> " ";
        };
    }

    /** @param isOwner whether it may own something, and be aligned as it likes */
    private void variant(int index, boolean isRich, Life life, boolean isOwner, Parts parts) {
        String name = "V" + index + ": ";
        parts.types.add(new Spelt("", 1, 1, false));
        if (!isRich && random.nextInt(4) == 0) {
            parts.texts.add(name);
            return;
        }
        int count = 1 + random.nextInt(3);
        Supplier<Spelt> type = () -> values.value(1, life, isOwner, isOwner);
        if (random.nextBoolean()) {
            Parts own = new Parts(new ArrayList<>(), parts.types);
            fields(count, type, own);
            parts.texts.add(name + "{" + String.join(", ", own.texts) + "}");
        } else {
            parts.texts.add(name
                    + Stream.generate(() -> counted(type, parts)).limit(count).collect(joining(", ", "\"(", ")\"")));
        }
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
