package org.rdylib.verifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Random signatures over references, function types, closures, objects and declared types.
 *
 * <p>What is drawn for the structure and what for the lifetimes comes from two seeds, so that two signatures can differ
 * in their lifetimes alone; the names of the lifetimes and their order in {@code fn<…>} are given.
 */
final class RandomSignature {

    /** The declarations that the signatures use. */
    static final String DECLARATIONS = """
        types:
          Text<'s>: {struct: {text: "&'s str"}}
          Sink<'s>: {struct: {sink: "fn(&'s u8)"}}
          Cell<'s>: {struct: {cell: "&'dylib mut &'s u8"}}
          Nest<'s, 't>: {struct: {nest: "&'s &'t u8"}}
        interfaces:
          Walk<'s>: {methods: {next: "fn(&mut self) -> Option<&'s str>"}}
        """;

    private final Random structure;
    private final Random choice;
    private final List<String> names;
    private int binders;

    private RandomSignature(long structure, long choice, List<String> names) {
        this.structure = new Random(structure);
        this.choice = new Random(choice);
        this.names = names;
    }

    /**
     * A signature.
     *
     * @param names the lifetimes; all are mentioned
     * @param order their order in {@code fn<…>}
     * @param clauses more {@code where} clauses
     */
    static String of(long structure, long choice, List<String> names, List<String> order, List<String> clauses) {
        return new RandomSignature(structure, choice, names).signature(order, clauses);
    }

    private String signature(List<String> order, List<String> clauses) {
        int parameters = 1 + structure.nextInt(3);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            all.add("x" + i + ": " + type(3, names));
        }
        names.forEach(name -> all.add("y" + name.substring(1) + ": &" + name + " u8"));
        String result = structure.nextInt(4) == 0 ? "" : " -> " + type(3, names);
        List<String> where = new ArrayList<>(clauses);
        if (names.size() > 1 && choice.nextInt(4) == 0) {
            where.add(names.get(choice.nextInt(names.size())) + ": " + pick(names));
        }
        String binder = order.isEmpty() ? "" : "<" + String.join(", ", order) + ">";
        Collections.sort(where);
        return "fn" + binder + "(" + String.join(", ", all) + ")" + result
                + (where.isEmpty() ? "" : " where " + String.join(", ", where));
    }

    private String pick(List<String> lifetimes) {
        int drawn = choice.nextInt(lifetimes.size() + 1);
        return drawn < lifetimes.size() ? lifetimes.get(drawn) : "'static";
    }

    private String type(int depth, List<String> lifetimes) {
        if (depth == 0) {
            return "&" + pick(lifetimes) + " u8";
        }
        return switch (structure.nextInt(13)) {
            case 0 -> "&" + pick(lifetimes) + " " + type(depth - 1, lifetimes);
            case 1 -> "&" + pick(lifetimes) + " mut " + type(depth - 1, lifetimes);
            case 2 -> "Option<" + type(depth - 1, lifetimes) + ">";
            case 3 -> "(" + type(depth - 1, lifetimes) + ", " + type(depth - 1, lifetimes) + ")";
            case 4 -> "Text<" + pick(lifetimes) + ">";
            case 5 -> "Sink<" + pick(lifetimes) + ">";
            case 6 -> "Cell<" + pick(lifetimes) + ">";
            case 7 -> "Nest<" + pick(lifetimes) + ", " + pick(lifetimes) + ">";
            case 8 -> "Box<dyn Walk<" + pick(lifetimes) + "> + " + pick(lifetimes) + ">";
            case 9 -> callable("((", "fn", ") + " + pick(lifetimes) + ")", depth, lifetimes);
            case 10 -> callable("Box<dyn ", "Fn", " + " + pick(lifetimes) + ">", depth, lifetimes);
            case 11 ->
                callable("&" + pick(lifetimes) + " mut (dyn ", "Fn", " + " + pick(lifetimes) + ")", depth, lifetimes);
            default -> "&" + pick(lifetimes) + " str";
        };
    }

    private String callable(String before, String keyword, String after, int depth, List<String> lifetimes) {
        List<String> inner = new ArrayList<>(lifetimes);
        List<String> bound = new ArrayList<>();
        StringBuilder parameters = new StringBuilder();
        for (int i = structure.nextInt(3); i > 0; i--) {
            String name = "'z" + binders++;
            bound.add(name);
            inner.add(name);
            // Each is mentioned at least here.
            parameters.append("&").append(name).append(" u8, ");
        }
        String binder = bound.isEmpty() ? "" : "for<" + String.join(", ", bound) + "> ";
        String parameter = type(depth - 1, inner);
        String result = type(depth - 1, inner);
        return before + binder + keyword + "(" + parameters + parameter + ") -> (" + result + ",)" + after;
    }
}
