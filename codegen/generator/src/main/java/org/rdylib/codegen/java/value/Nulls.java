package org.rdylib.codegen.java.value;

import com.palantir.javapoet.CodeBlock;
import java.util.Objects;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.plan.Value.Holding;

/**
 * Code that refuses null, which nothing at the boundary takes, and says where it stands: in arguments, answers and records.
 * Lists are looked through where they are copied, so that no null is left within a value once it is passed.
 */
public final class Nulls {
    private Nulls() {}

    /** The statement that refuses null in a variable. */
    public static CodeBlock refuse(String variable, String place) {
        return CodeBlock.builder()
                .addStatement("$T.requireNonNull($N,$W$S)", Objects.class, variable, place + ": null is passed")
                .build();
    }

    /** Whether a value is an object in Java, and so could be null. */
    public static boolean isObject(Value value) {
        return !(value instanceof Value.Scalar || value instanceof Value.Unit);
    }

    /** Whether null would go unnoticed in an argument or answer: what encodes texts, copies lists and lends closures sees it. */
    public static boolean goesUnnoticed(Value value) {
        return switch (value) {
            case Value.OwnedText _, Value.Called _, Value.BoxedClosure _, Value.Function _ -> false;
            case Value.Text t -> t.holding() == Holding.BORROWED;
            case Value.Option o when o.isPlace() -> true;
            case Value other -> isObject(other) && (other.isPlace() || !Shape.holdsLists(other));
        };
    }
}
