package org.rdylib.conformance.regions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.rdylib.conformance.regions.Step.Kind;
import org.rdylib.conformance.regions.Step.Value;

/**
 * A program in Rust: a function on a line. Objects are dropped where the program says so and nowhere else, as in Java, where
 * the end of a region that drops one is no use of it.
 *
 * @param isCopied whether Java passes a copy of a text as an argument, so that nothing is borrowed for longer than the call
 */
record RustText(Predicate<Argument> isCopied) {

    /** A parameter, by its index. */
    record Argument(Function function, int index) {}

    String of(List<Step> program) {
        StringBuilder text = new StringBuilder("fn p() { ");
        values(program).forEach(value -> text.append("let mut v").append(value).append("; "));
        program.forEach(step -> text.append(of(step)).append(' '));
        return text.append('}').toString();
    }

    private static List<Integer> values(List<Step> program) {
        List<Integer> all = new ArrayList<>();
        program.forEach(step -> {
            switch (step) {
                case Step.Open open -> all.add(open.text());
                case Step.Call call -> all.addAll(call.results());
                case Step.End _, Step.Read _, Step.Close _ -> {}
            }
        });
        return all;
    }

    private String of(Step step) {
        return switch (step) {
            case Step.Open(int text) -> "{ let s%1$d = String::new(); v%1$d = s%1$d.as_str();".formatted(text);
            case Step.End _ -> "}";
            case Step.Read(Value value) -> "read(v" + value.number() + ");";
            case Step.Close(Value object) -> "v%d.peek(); drop(%s);".formatted(object.number(), moved(object));
            case Step.Call call -> of(call);
        };
    }

    private String of(Step.Call call) {
        Function function = call.function();
        StringBuilder copies = new StringBuilder();
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            String argument =
                    argument(function.parameters().get(i), call.arguments().get(i));
            if (isCopied.test(new Argument(function, i))) {
                boolean isOption = function.parameters().get(i) instanceof Shape.Maybe;
                copies.append("let c%d = %s; "
                        .formatted(i, isOption ? argument + ".map(String::from)" : "String::from(" + argument + ")"));
                arguments.add(isOption ? "c" + i + ".as_deref()" : "&c" + i);
            } else {
                arguments.add(argument);
            }
        }
        String owner = call.object()
                .map(object -> (function.isConsuming() ? moved(object) : "v" + object.number()) + ".")
                .orElse("");
        String called = owner + function.name() + "(" + String.join(", ", arguments) + ")";
        return copies
                + assigned(
                        call, function.result() instanceof Shape.Owned ? "ManuallyDrop::new(" + called + ")" : called);
    }

    private static String assigned(Step.Call call, String value) {
        String places = call.results().stream().map(result -> "v" + result).collect(Collectors.joining(", "));
        return switch (call.results().size()) {
            case 0 -> value + ";";
            case 1 -> places + " = " + value + ";";
            default -> "(" + places + ") = " + value + ";";
        };
    }

    private static String argument(Shape shape, Value value) {
        String name = "v" + value.number();
        boolean isText = value.kind() == Kind.TEXT;
        return switch (shape) {
            case Shape.Text _ -> name;
            case Shape.View _ -> isText ? "View { text: " + name + " }" : name;
            case Shape.Maybe _ -> isText ? "Some(" + name + ")" : name;
            case Shape.Owned _ -> moved(value);
            case Shape.Row _ -> "[" + moved(value) + "]";
            case Shape.Lent lent -> (lent.alone() ? "&mut *" : "&*") + (value.kind() == Kind.CELL ? "*" : "") + name;
            case Shape.Nothing _, Shape.Two _ -> throw new IllegalArgumentException(shape.text());
        };
    }

    private static String moved(Value object) {
        String name = "v" + object.number();
        return object.kind() == Kind.CELL ? "ManuallyDrop::into_inner(" + name + ")" : name;
    }
}
