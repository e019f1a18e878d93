package org.rdylib.codegen.java.plan;

import java.util.List;
import java.util.stream.Stream;
import org.rdylib.codegen.java.plan.Plan.Function;
import org.rdylib.codegen.java.plan.Value.Holding;

/** Where a function is given views, which are another Java type than copies are. */
final class Views {

    private Views() {}

    /** Whether two plans of one signature have views of the same arguments. */
    static boolean areSame(Function one, Function other) {
        return of(one).equals(of(other));
    }

    private static List<Boolean> of(Function function) {
        return function.arguments().stream()
                .map(Argument::value)
                .flatMap(Views::in)
                .toList();
    }

    private static Stream<Boolean> in(Value value) {
        Stream<Boolean> own = switch (value) {
            case Value.Text text -> Stream.of(text.holding() == Holding.BORROWED);
            case Value.Slice slice -> Stream.of(slice.holding() == Holding.BORROWED);
            case Value.Ref ref -> Stream.of(ref.holding() == Holding.BORROWED);
            case Value _ -> Stream.empty();
        };
        return Stream.concat(own, Shape.parts(value).stream().flatMap(Views::in));
    }
}
