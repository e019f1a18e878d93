package org.rdylib.codegen.java.call;

import java.util.List;
import org.rdylib.codegen.java.plan.Argument;
import org.rdylib.codegen.java.plan.Callback;
import org.rdylib.codegen.java.plan.Ownership;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.Terms;
import org.rdylib.spec.Convention;
import org.rdylib.spec.Receiver;

/**
 * What a call of an export has to keep account of while it runs. It may do without a frame if it passes nothing but copies
 * and closures of which nobody else knows, and is given no objects: then nothing is lent that could be used by another call
 * or end before this one has.
 */
public enum Effort {
    /** Only that the library stays. */
    NOTHING,
    /** Memory for what is passed or answered. */
    MEMORY,
    /** That, and closures that are lent for the call alone. */
    LENDING,
    /** A frame. */
    FRAME;

    /** Of a call of an export. */
    public static Effort of(Plan plan, Plan.Export export) {
        if (plan.isCalledByC() && !export.leaf()) {
            // Whatever it calls may run a closure that C was given before, which may fail.
            return FRAME;
        }
        if (!export.function().chosen().isEmpty()) {
            return FRAME;
        }
        return of(plan, export.function(), export.c().isPresent() ? MEMORY : NOTHING);
    }

    /** Of a call of a method of the library's objects, which at least has to see to it that the object stays. */
    public static Effort ofMethod(Plan plan, Plan.Function function) {
        boolean lends = plan.isCalledByC()
                || function.borrow().isPresent()
                || function.kept().isPresent()
                || function.signature().receiver().orElseThrow().kind() == Receiver.Kind.OWNED;
        Effort effort = of(plan, function, lends ? FRAME : MEMORY);
        return effort == LENDING ? FRAME : effort;
    }

    private static Effort of(Plan plan, Plan.Function function, Effort least) {
        Effort effort = ofResult(function).and(least);
        for (Argument argument : function.arguments()) {
            effort = effort.and(ofArgument(plan, argument.value()));
        }
        return effort;
    }

    private static Effort ofResult(Plan.Function function) {
        if (Ownership.of(function.result()) == Ownership.OBJECTS) {
            return FRAME;
        }
        return isRegister(function.result()) && function.signature().convention() == Convention.C ? NOTHING : MEMORY;
    }

    private static boolean isRegister(Value value) {
        return switch (value) {
            case Value.Scalar _, Value.PlainEnum _, Value.Unit _ -> true;
            case Value _ -> false;
        };
    }

    private static Effort ofArgument(Plan plan, Value value) {
        return switch (value) {
            case Value.Scalar _, Value.PlainEnum _ -> NOTHING;
            case Value.Text t when t.holding() == Value.Holding.COPIED -> MEMORY;
            case Value.Slice s
            when s.holding() == Value.Holding.COPIED && s.element() instanceof Value.Scalar -> MEMORY;
            case Value.Ref r when r.holding() == Value.Holding.COPIED && isFlat(plan, r.target()) -> MEMORY;
            case Value.Called c when isLentAlone(c) -> LENDING;
            case Value.Option(Value.Called c, var _) when isLentAlone(c) -> LENDING;
            case Value other -> isFlat(plan, other) ? MEMORY : FRAME;
        };
    }

    /** Whether a closure is called on this thread only, mentions no lifetime of the call, and can say that it has failed. */
    private static boolean isLentAlone(Value.Called called) {
        Callback callback = called.callback();
        return callback.c().isEmpty()
                && called.kept().isEmpty()
                && callback.passed().isEmpty()
                && Terms.isConfined(called.closure().bounds());
    }

    /** Whether it is made of numbers alone. */
    private static boolean isFlat(Plan plan, Value value) {
        return switch (value) {
            case Value.Scalar _, Value.PlainEnum _, Value.Unit _ -> true;
            case Value.Option(Value inner, var _) -> isFlat(plan, inner);
            case Value.Result(Value ok, Value err, var _) -> isFlat(plan, ok) && isFlat(plan, err);
            case Value.Tuple(List<Value> elements, var _) -> elements.stream().allMatch(v -> isFlat(plan, v));
            case Value.Array(Value element, var _, var _) -> isFlat(plan, element);
            case Value.Composite c ->
                !c.grows()
                        && plan.declared(
                                        c,
                                        struct -> struct.components().stream(),
                                        union -> union.alternatives().stream()
                                                .flatMap(alternative -> alternative.components().stream()))
                                .allMatch(component -> isFlat(plan, component.value()));
            case Value _ -> false;
        };
    }

    private Effort and(Effort other) {
        return compareTo(other) < 0 ? other : this;
    }
}
