package org.rdylib.codegen.java.call;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.lang.ref.Reference;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Argument;
import org.rdylib.codegen.java.plan.Chosen;
import org.rdylib.codegen.java.plan.JavaTypes;
import org.rdylib.codegen.java.plan.Lending;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Shape;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.Nulls;

/** What a call takes hold of for as long as it lasts: of its arguments, what others could change or collect. */
record Holds(JavaTypes types) {

    /** Statements that take hold of what others could change: lists are copied, places and arrays are lent. */
    CodeBlock begin(Plan.Function function) {
        boolean lendsArrays = function.arguments().stream()
                .anyMatch(argument -> isArray(argument.value()) || Lending.of(argument.value()) != Lending.NOTHING);
        CodeBlock.Builder statements = CodeBlock.builder();
        for (Chosen chosen : function.chosen()) {
            statements.add(Nulls.refuse(chosen.parameter(), place(function, chosen.parameter())));
        }
        for (Argument argument : function.arguments()) {
            CodeBlock source = CodeBlock.of("$N", argument.name());
            String place = place(function, argument.name());
            if (Nulls.goesUnnoticed(argument.value())) {
                statements.add(Nulls.refuse(argument.name(), place));
            }
            switch (argument.value()) {
                case Value.Called _, Value.BoxedClosure _ -> {}
                case Value.Mut m -> statements.add(borrowed(argument, types.of(m.target()), m.target(), place));
                case Value.MutText m -> statements.add(borrowed(argument, ClassName.get(String.class), m, place));
                case Value.MutSlice m
                when m.isList() -> statements.add(borrowed(argument, types.listOf(m.element()), m, place));
                case Value.MutSlice _ -> statements.addStatement("frame.borrowExclusive($L, $S)", source, place);
                case Value.Option option
                when isArray(option) ->
                    statements
                            .beginControlFlow("if ($L.isPresent())", source)
                            .addStatement("frame.borrowExclusive($L.get(), $S)", source, place)
                            .endControlFlow();
                case Value.Option option when option.isPlace() -> statements.add(optional(argument, option, place));
                case Value.Slice s
                when lendsArrays && s.holding() == Value.Holding.COPIED && s.element() instanceof Value.Scalar ->
                    statements.addStatement("frame.borrowShared($L, $S)", source, place);
                case Value value
                when Shape.holdsLists(value) ->
                    statements.addStatement("$L = $L", source, Shape.frozen(value, source, CodeBlock.of("$S", place)));
                case Value _ -> {}
            }
        }
        return statements.build();
    }

    private static String place(Plan.Function function, String parameter) {
        return function.place() + "(" + parameter + ")";
    }

    /** Whether an array is lent, or may be. */
    private static boolean isArray(Value value) {
        return switch (value) {
            case Value.MutSlice slice -> !slice.isList();
            case Value.Option option -> option.isPlace() && isArray(option.value());
            case Value _ -> false;
        };
    }

    /** What is in a place that may be missing. */
    private CodeBlock optional(Argument argument, Value.Option option, String place) {
        TypeName content = switch (option.value()) {
            case Value.Mut m -> types.boxed(m.target());
            case Value.MutSlice m -> types.listOf(m.element());
            case Value _ -> ClassName.get(String.class);
        };
        TypeName type = ParameterizedTypeName.get(Api.OPTIONAL, content);
        return borrowed(argument, type, option, CodeBlock.of("$N.map(frame::borrow)", argument.name()), place);
    }

    /** What is in a place, read once. */
    private static CodeBlock borrowed(Argument argument, TypeName type, Value content, String place) {
        return borrowed(argument, type, content, CodeBlock.of("frame.borrow($N)", argument.name()), place);
    }

    private static CodeBlock borrowed(Argument argument, TypeName type, Value content, CodeBlock borrow, String place) {
        return CodeBlock.builder()
                .addStatement(
                        "$T $N = $L",
                        type,
                        argument.content(),
                        Shape.frozen(content, borrow, CodeBlock.of("$S", place)))
                .build();
    }

    /** What raw pointers may point to is kept until the call is over: the pointers themselves keep nothing. */
    static CodeBlock fences(Plan.Function function) {
        CodeBlock.Builder fences = CodeBlock.builder();
        for (Argument argument : function.arguments()) {
            if (!(argument.value() instanceof Value.Scalar || argument.value() instanceof Value.PlainEnum)) {
                fences.addStatement("$T.reachabilityFence($N)", Reference.class, argument.name());
            }
        }
        return fences.build();
    }
}
