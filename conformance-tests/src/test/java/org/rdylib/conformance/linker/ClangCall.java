package org.rdylib.conformance.linker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How clang has a function take its parameters and give its result on arm64: read from its machine code as it is before
 * registers are allocated ({@code -mllvm -stop-after=irtranslator}), where each function begins with the moves of what it is
 * given, in the order of the parameters.
 *
 * @param result empty for none
 */
record ClangCall(List<Places> parameters, Optional<Places> result) {

    private static final Pattern DEFINITION = Pattern.compile("  define .*? @(\\w+)\\((.*)\\) .*\\{");
    private static final Pattern STACK = Pattern.compile("  - \\{ id: (\\d+), type: default, offset: (\\d+), size: .*");
    private static final Pattern MOVE =
            Pattern.compile(".*= COPY \\$([wxsd]\\d+)|.*= G_\\w*LOAD .* from %fixed-stack\\.(\\d+)\\b.*");
    private static final Pattern ARRAY = Pattern.compile("\\[(\\d+) x (\\w+)] .*");
    private static final Pattern RETURNED = Pattern.compile("implicit \\$([wxsd]\\d+)");

    /**
     * A parameter or result in C.
     *
     * @param size in bytes
     * @param isStruct whether it is a struct or union
     */
    record Value(long size, boolean isStruct) {}

    /**
     * A function in C.
     *
     * @param result empty for {@code void}
     */
    record Signature(List<Value> parameters, Optional<Value> result) {}

    /** The functions of a module, by name; those alone of which the signature is told. */
    static Map<String, ClangCall> of(List<String> module, Map<String, Signature> signatures) {
        Map<String, List<String>> parameters = new HashMap<>();
        for (String line : module) {
            Matcher matcher = DEFINITION.matcher(line);
            if (matcher.matches()) {
                parameters.put(matcher.group(1), split(matcher.group(2)));
            }
        }
        Map<String, ClangCall> calls = new LinkedHashMap<>();
        for (int i = 0; i < module.size(); i++) {
            if (module.get(i).startsWith("name: ")) {
                String name = module.get(i).substring("name: ".length()).strip();
                List<String> function = module.subList(i + 1, end(module, i + 1));
                Optional.ofNullable(signatures.get(name))
                        .ifPresent(s -> calls.put(
                                name,
                                new ClangCall(
                                        places(function, s.parameters(), parameters.getOrDefault(name, List.of())),
                                        s.result().map(r -> result(function, r)))));
            }
        }
        return calls;
    }

    private static int end(List<String> module, int from) {
        int end = from;
        while (end < module.size() && !module.get(end).startsWith("name: ")) {
            end++;
        }
        return end;
    }

    private static List<String> split(String parameters) {
        return Stream.of(parameters.split(", (?![^(]*\\))", -1))
                .map(String::strip)
                .filter(p -> !p.isEmpty())
                .toList();
    }

    private static List<Places> places(List<String> function, List<Value> parameters, List<String> types) {
        List<String> moves = moves(function);
        List<Places> places = new ArrayList<>();
        int move = 0;
        int type = 0;
        if (!types.isEmpty() && types.getFirst().contains(" sret(")) {
            type++;
            move++;
        }
        for (Value parameter : parameters) {
            String spelled = types.get(type++) + " ";
            if (parameter.isStruct() && spelled.contains("*")) {
                places.add(Places.address(moves.get(move++)));
                continue;
            }
            Matcher array = ARRAY.matcher(spelled);
            int pieces = array.matches() ? Integer.parseInt(array.group(1)) : 1;
            String element = array.matches() ? array.group(2) : spelled.substring(0, spelled.indexOf(' '));
            Places.Collector collector = new Places.Collector(parameter.size());
            for (int i = 0; i < pieces; i++) {
                collector.put(moves.get(move++), width(element));
            }
            if (!collector.isComplete()) {
                throw new AssertionError("clang passes " + parameter + " as " + spelled);
            }
            places.add(collector.places());
        }
        return places;
    }

    private static long width(String type) {
        return switch (type) {
            case "float" -> 4;
            case "double" -> 8;
            case String t when t.endsWith("*") -> 8;
            case String t when t.matches("i\\d+") -> Math.max(1, Long.parseLong(t.substring(1)) / 8);
            default -> throw new AssertionError("clang passes a " + type);
        };
    }

    /** The registers and places on the stack that a function reads its parameters from, in their order. */
    private static List<String> moves(List<String> function) {
        Map<String, String> stack = new HashMap<>();
        List<String> moves = new ArrayList<>();
        boolean isBody = false;
        for (String line : function) {
            isBody |= line.startsWith("body:");
            Matcher slot = STACK.matcher(line);
            if (!isBody && slot.matches()) {
                stack.putIfAbsent(slot.group(1), "sp+" + slot.group(2));
            }
            Matcher move = MOVE.matcher(line);
            if (isBody && move.matches()) {
                moves.add(
                        move.group(1) != null
                                ? register(move.group(1))
                                : Optional.ofNullable(stack.get(move.group(2))).orElseThrow());
            }
        }
        return moves;
    }

    private static Places result(List<String> function, Value result) {
        String end = function.stream()
                .filter(l -> l.contains("RET_ReallyLR"))
                .findFirst()
                .orElseThrow();
        List<String> registers =
                RETURNED.matcher(end).results().map(m -> m.group(1)).toList();
        if (registers.isEmpty()) {
            return Places.address("x8");
        }
        Places.Collector collector = new Places.Collector(result.size());
        registers.forEach(r -> collector.put(register(r), r.startsWith("w") || r.startsWith("s") ? 4 : 8));
        return collector.places();
    }

    private static String register(String name) {
        String number = name.substring(1);
        return switch (name.charAt(0)) {
            case 'w', 'x' -> "x" + number;
            default -> "v" + number;
        };
    }
}
