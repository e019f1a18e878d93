package org.rdylib.conformance.elision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Signatures that leave much out, in the syntax that Rust and descriptors share. */
final class RandomSignatures {

    /**
     * A signature, with or without a receiver.
     *
     * @param lifetimes those that it declares, without apostrophes
     */
    record Signature(List<String> lifetimes, Optional<String> receiver, List<String> parameters, String result) {

        String text() {
            String generics = lifetimes.isEmpty()
                    ? ""
                    : lifetimes.stream().map(l -> "'" + l).collect(Collectors.joining(", ", "<", ">"));
            List<String> all = new ArrayList<>(receiver.stream().toList());
            for (int i = 0; i < parameters.size(); i++) {
                all.add("p" + i + ": " + parameters.get(i));
            }
            return "fn" + generics + "(" + String.join(", ", all) + ")" + (result.isEmpty() ? "" : " -> " + result);
        }

        /** Whether it mentions the lifetime of the interface around it. */
        boolean needsInterfaceLifetime() {
            return text().contains("'x");
        }
    }

    private final RandomGenerator random;
    /** None may have a name that another around it has. */
    private int binders;

    RandomSignatures(RandomGenerator random) {
        this.random = random;
    }

    Signature next() {
        Optional<String> receiver = random.nextInt(3) == 0 ? Optional.of(receiver()) : Optional.empty();
        String outer = receiver.isPresent() ? "'x" : "'a";
        List<String> parameters = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            parameters.add(type(2, outer));
        }
        String result = random.nextInt(5) == 0 ? "" : type(2, outer);
        String mentioned = receiver.orElse("") + parameters + result;
        List<String> lifetimes =
                Stream.of("a", "b").filter(l -> mentioned.contains("'" + l)).toList();
        return new Signature(lifetimes, receiver, parameters, result);
    }

    private String receiver() {
        return oneOf("&self", "&mut self", "&'a self", "&'a mut self", "self: Box<Self>", "&'_ self");
    }

    private String lifetime(String outer) {
        return oneOf("", "", "", "'_ ", "'a ", "'b ", outer + " ", "'static ");
    }

    /** A lifetime where one must stand. */
    private String argument(String outer) {
        return oneOf("'_", "'_", "'a", "'b", outer, "'static");
    }

    private String reference(String outer) {
        return "&" + lifetime(outer) + (random.nextInt(4) == 0 ? "mut " : "");
    }

    private String type(int depth, String outer) {
        int choice = random.nextInt(depth == 0 ? 5 : 14);
        return switch (choice) {
            case 0 -> "u8";
            case 1 -> reference(outer) + "str";
            case 2 -> reference(outer) + "u8";
            case 3 -> "S<" + argument(outer) + ">";
            case 4 -> "D<" + argument(outer) + ", " + argument(outer) + ">";
            case 5 -> reference(outer) + type(depth - 1, outer);
            case 6 -> reference(outer) + "[" + type(depth - 1, outer) + "]";
            case 7 -> "Option<" + type(depth - 1, outer) + ">";
            case 8 -> "(" + type(depth - 1, outer) + ", " + type(depth - 1, outer) + ")";
            case 9 -> oneOf("Vec", "Box", "Arc") + "<" + type(depth - 1, outer) + ">";
            case 10 -> function("fn", depth, outer);
            case 11, 12 -> reference(outer) + object(depth, outer, true);
            default -> oneOf("Box<", "Arc<") + object(depth, outer, false) + ">";
        };
    }

    private String object(int depth, String outer, boolean behindReference) {
        String object = switch (random.nextInt(3)) {
            case 0 -> "dyn I";
            case 1 -> "dyn J<" + argument(outer) + ">";
            default -> "dyn " + function("Fn", depth, outer);
        };
        if (random.nextInt(3) != 0) {
            return object;
        }
        String bounded = object + " + " + argument(outer);
        return behindReference ? "(" + bounded + ")" : bounded;
    }

    private String function(String kind, int depth, String outer) {
        boolean named = random.nextInt(4) == 0;
        String own = "'z" + binders++;
        List<String> parameters = new ArrayList<>();
        if (named) {
            parameters.add("&" + own + " u8");
        }
        int count = random.nextInt(3);
        for (int i = 0; i < count; i++) {
            parameters.add(type(depth - 1, outer));
        }
        String result = switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> " -> " + (named ? "&" + own + " u8" : "&u8");
            default -> " -> " + unbounded(depth - 1, outer);
        };
        return (named ? "for<" + own + "> " : "") + kind + "(" + String.join(", ", parameters) + ")" + result;
    }

    /** A type to which no {@code +} can be added by what follows. */
    private String unbounded(int depth, String outer) {
        return "Option<" + type(depth, outer) + ">";
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
