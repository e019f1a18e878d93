package org.rdylib.conformance.regions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rdylib.conformance.regions.Step.Kind;
import org.rdylib.conformance.regions.Step.Value;

/**
 * A program in Rust: a function on a line. Objects are dropped where the program says so and nowhere else, as in Java, where
 * the end of a region that drops one is no use of it.
 *
 * @param passing what Java passes as an argument: of a copy nothing is borrowed for longer than the call
 */
record RustText(java.util.function.Function<Argument, Passing> passing) {

    /** What is passed for an argument. */
    enum Passing {
        ITSELF,
        /** What lives for the call, with the texts that are in it. */
        COPY,
        /** What lives for the call, and so do all texts that are in it. */
        COPY_OF_TEXTS
    }

    /** A parameter, by its index. */
    record Argument(Function function, int index) {}

    String of(List<Step> program) {
        StringBuilder text = new StringBuilder("fn p() { ");
        values(program).forEach(value -> text.append("let mut v").append(value).append("; "));
        escaped(program).forEach(value -> text.append("let mut v").append(value).append(" = \"\"; "));
        program.forEach(step -> text.append(of(step)).append(' '));
        return text.append('}').toString();
    }

    private static List<Integer> values(List<Step> program) {
        List<Integer> all = new ArrayList<>();
        program.forEach(step -> {
            switch (step) {
                case Step.Open open -> all.add(open.text());
                case Step.Literal literal -> all.add(literal.text());
                case Step.Bytes bytes -> all.add(bytes.made().number());
                case Step.Put put -> all.add(put.made().number());
                case Step.Call call -> all.addAll(call.results());
                case Step.End _, Step.Read _, Step.Close _ -> {}
            }
        });
        return all;
    }

    private static List<Integer> escaped(List<Step> program) {
        return program.stream()
                .flatMap(step -> step instanceof Step.Call call ? call.arguments().stream() : Stream.of())
                .flatMap(argument -> switch (argument) {
                    case Step.Lambda lambda -> lambda.escaped().stream();
                    case Step.Placed placed -> Stream.of(placed.left());
                    case Step.Own own -> Stream.of(own.left());
                    case Value _, Step.Ringed _ -> Stream.of();
                })
                .toList();
    }

    private String of(Step step) {
        return switch (step) {
            case Step.Open(int text) -> "{ let s%1$d = String::new(); v%1$d = s%1$d.as_str();".formatted(text);
            case Step.Bytes(Value made) -> "v" + made.number() + " = Box::leak(Box::new([0u8; 4]));";
            case Step.Literal(int text) -> "v" + text + " = \"text\";";
            case Step.Put(Value text, Value made) ->
                "let s%2$d = %3$s; v%2$d = &s%2$d;"
                        .formatted(
                                made.number(),
                                made.number(),
                                made.kind() == Kind.REF ? view("v" + text.number()) : "[v" + text.number() + "]");
            case Step.End _ -> "}";
            case Step.Read(Value value) when value.kind() == Kind.ROOM -> "write(&mut *v" + value.number() + ");";
            case Step.Read(Value value) -> "read(v" + value.number() + ");";
            case Step.Close(Value object) ->
                of(Step.use(RandomLibrary.use("peek", object.type()), object, List.of())) + " drop(" + moved(object)
                        + ");";
            case Step.Call call -> of(call);
        };
    }

    private String of(Step.Call call) {
        Function function = call.function();
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            Shape shape = function.parameters().get(i);
            Step.Argument passed = call.arguments().get(i);
            String argument = argument(shape, passed);
            if (passed instanceof Step.Placed(Value text, int left)) {
                before.append("let mut q%d = v%d; ".formatted(left, text.number()));
                after.append(" v%1$d = q%1$d;".formatted(left));
            }
            if (passed instanceof Step.Own(var _, int left)) {
                before.append("let o%d = Box::leak(Box::new(std::cell::Cell::new(\"\"))); ".formatted(left));
                after.append(" v%1$d = o%1$d.get();".formatted(left));
            }
            switch (passing.apply(new Argument(function, i))) {
                case ITSELF -> arguments.add(argument);
                case COPY -> arguments.add(copy(shape, argument));
                case COPY_OF_TEXTS -> {
                    before.append("let c%d = %s; ".formatted(i, textCopied(shape, argument)));
                    arguments.add(copied(shape, "c" + i));
                }
            }
        }
        String owner = call.object()
                .map(object -> (function.isConsuming() ? moved(object) : "v" + object.number()) + ".")
                .orElse("");
        String called = owner + function.name() + "(" + String.join(", ", arguments) + ")";
        return before + assigned(call, answered(function.result(), called)) + after;
    }

    private static String answered(Shape result, String called) {
        return switch (result) {
            case Shape.Owned _ -> "Box::leak(" + called + ")";
            case Shape.Boxes _ -> "&*" + called + "[0]";
            case Shape _ -> called;
        };
    }

    private static String copy(Shape shape, String argument) {
        return shape instanceof Shape.Texts ? "&[" + argument + "[0]]" : "&" + view(argument + ".text");
    }

    private static String textCopied(Shape shape, String argument) {
        return shape instanceof Shape.Maybe
                ? argument + ".map(String::from)"
                : "String::from(" + argument + (shape instanceof Shape.Texts ? "[0])" : ")");
    }

    private static String copied(Shape shape, String copy) {
        return switch (shape) {
            case Shape.Maybe _ -> copy + ".as_deref()";
            case Shape.Texts _ -> "&[" + copy + ".as_str()]";
            case Shape _ -> "&" + copy;
        };
    }

    private static String view(String text) {
        return "View { text: " + text + " }";
    }

    private static String assigned(Step.Call call, String value) {
        String places = call.results().stream().map(result -> "v" + result).collect(Collectors.joining(", "));
        return switch (call.results().size()) {
            case 0 -> value + ";";
            case 1 -> places + " = " + value + ";";
            default -> "(" + places + ") = " + value + ";";
        };
    }

    private String argument(Shape shape, Step.Argument argument) {
        return switch (argument) {
            case Step.Lambda lambda when shape instanceof Shape.Callable callable -> lambda(callable, lambda);
            case Step.Lambda _ -> throw new IllegalArgumentException(shape.text());
            case Step.Placed placed -> "&mut q" + placed.left();
            case Step.Ringed(Value bell, Value text) -> ringed(shape, bell, text);
            case Step.Own(Value text, int left) -> own(shape, "own(v%d, o%d)".formatted(text.number(), left));
            case Value value -> argument(shape, value);
        };
    }

    /** Java makes what is behind a reference last as long as it has to. */
    private static String leaked(String value) {
        return "&*Box::leak(Box::new(" + value + "))";
    }

    private static String ringed(Shape shape, Value bell, Value text) {
        String ring = "Ring { bell: &*v%d, text: v%d }".formatted(bell.number(), text.number());
        return shape instanceof Shape.Ring by && by.lifetime().isEmpty() ? ring : leaked(ring);
    }

    private static String own(Shape shape, String object) {
        return shape instanceof Shape.Sink sink && sink.lifetime().isPresent() ? "Box::leak(" + object + ")" : object;
    }

    private String lambda(Shape.Callable shape, Step.Lambda lambda) {
        String parameter = shape.parameter().isPresent() ? "|t|" : "||";
        String steps = lambda.steps().stream().map(step -> of(step) + " ").collect(Collectors.joining());
        String escapes = lambda.escaped().map(value -> "v" + value + " = t; ").orElse("");
        String answer = shape.answer().isPresent()
                ? lambda.answer().map(value -> "v" + value.number()).orElse("t")
                : "";
        String body = parameter + " { " + steps + escapes + answer + " }";
        return switch (shape.closure()) {
            case SHARED -> "&" + body;
            case ALONE -> "&mut " + body;
            case GIVEN -> "Box::new(move " + body + ")";
        };
    }

    private static String argument(Shape shape, Value value) {
        String name = "v" + value.number();
        boolean isText = value.kind() == Kind.TEXT;
        return switch (shape) {
            case Shape.Text _ -> name;
            case Shape.View _ -> isText ? view(name) : name;
            case Shape.Deep _, Shape.Texts _ -> name;
            case Shape.Maybe _ -> isText ? "Some(" + name + ")" : name;
            case Shape.Present present -> "Some(" + argument(present.shape(), value) + ")";
            case Shape.Owned _ -> moved(value);
            case Shape.Row _ -> "vec![" + moved(value) + "]";
            case Shape.Lent lent -> (lent.alone() ? "&mut *" : "&*") + name;
            case Shape.Bells _ -> leaked("[&*" + name + "]");
            case Shape.Boxes _ -> "boxes(&*" + name + ")";
            case Shape.Bytes _ -> "&mut *" + name;
            case Shape.Callable _, Shape.Place _, Shape.Sink _, Shape.Ring _, Shape.Nothing _, Shape.Two _ ->
                throw new IllegalArgumentException(shape.text());
            case Shape.Room _ -> throw new IllegalArgumentException(shape.text());
        };
    }

    private static String moved(Value object) {
        String name = "v" + object.number();
        return object.kind() == Kind.OWNED ? "take(" + name + ")" : name;
    }
}
