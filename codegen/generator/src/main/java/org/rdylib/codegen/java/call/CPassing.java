package org.rdylib.codegen.java.call;

import com.palantir.javapoet.CodeBlock;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rdylib.codegen.java.plan.Api;
import org.rdylib.codegen.java.plan.Plan;
import org.rdylib.codegen.java.plan.Scope;
import org.rdylib.codegen.java.plan.Sizes;
import org.rdylib.codegen.java.plan.Value;
import org.rdylib.codegen.java.value.Passed;
import org.rdylib.codegen.java.value.Scalars;
import org.rdylib.spec.CArgument;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.layout.Target;

/** What a C function that is already there is passed instead of the arguments of the signature. */
final class CPassing {
    private final Sizes sizes;
    private final Carriers carriers;
    private final Target target;

    CPassing(Sizes sizes) {
        this.sizes = sizes;
        this.carriers = new Carriers(sizes.layouts());
        this.target = sizes.layouts().target();
    }

    /**
     * The arguments of the C function.
     *
     * @param before statements that check and prepare them
     * @param arguments expressions of exactly the carriers' types
     */
    record Arguments(CodeBlock before, List<Carrier> carriers, List<CodeBlock> arguments) {}

    /**
     * What C is passed.
     *
     * @param passed what each argument of the signature would be passed as
     * @param variables the names of variables in use
     * @param value what the function returns, and C puts to {@code out} where it is told to
     */
    Arguments of(Plan.Function function, CEntry entry, List<Passed> passed, Value value, Scope variables) {
        return new Building(function, passed, value, variables).build(entry);
    }

    private final class Building {
        private final Plan.Function function;
        private final List<Passed> passed;
        private final Value value;
        private final Scope variables;
        private final Map<String, Integer> positions = new HashMap<>();
        private final CodeBlock.Builder before = CodeBlock.builder();
        private final List<Carrier> shape = new ArrayList<>();
        private final List<CodeBlock> arguments = new ArrayList<>();

        Building(Plan.Function function, List<Passed> passed, Value value, Scope variables) {
            this.function = function;
            this.passed = passed;
            this.value = value;
            this.variables = variables;
            for (int i = 0; i < function.arguments().size(); i++) {
                positions.put(function.signature().parameters().get(i).name(), i);
            }
        }

        Arguments build(CEntry entry) {
            entry.arguments().forEach(this::add);
            return new Arguments(before.build(), List.copyOf(shape), List.copyOf(arguments));
        }

        private void add(CArgument argument) {
            switch (argument) {
                case CArgument.Whole a -> {
                    shape.addAll(carriers.of(
                            function.arguments().get(position(a.parameter())).value()));
                    arguments.addAll(words(a.parameter()));
                }
                case CArgument.Data a -> add(Carrier.LONG, words(a.parameter()).getFirst());
                case CArgument.Code a -> add(Carrier.LONG, words(a.parameter()).get(1));
                case CArgument.Drop a -> add(Carrier.LONG, words(a.parameter()).getLast());
                case CArgument.UserData _ -> throw new IllegalArgumentException("no data to pass");
                case CArgument.Length a -> {
                    ScalarKind kind = target.fixed(a.type());
                    a.parameters().stream()
                            .skip(1)
                            .forEach(other -> before.addStatement(
                                    "$T.requireSameLength($L,$W$L,$W$L)",
                                    Api.VALUES,
                                    length(a.parameters().getFirst()),
                                    length(other),
                                    place(other)));
                    add(Carrier.of(kind), count(a.parameters().getFirst(), kind));
                }
                case CArgument.Returned a -> {
                    place(a);
                    add(Carrier.LONG, CodeBlock.of("out"));
                }
                case CArgument.Constant a -> {
                    ScalarKind kind = target.fixed(a.type());
                    add(Carrier.of(kind), Scalars.tag(kind, a.value()));
                }
                case CArgument.Address a -> add(Carrier.LONG, Scalars.tag(ScalarKind.ISIZE, a.value()));
            }
        }

        private void add(Carrier carrier, CodeBlock argument) {
            shape.add(carrier);
            arguments.add(argument);
        }

        /** The place for what the function returns. It is empty, so that what C has not written is not taken for a value. */
        private void place(CArgument.Returned returned) {
            before.addStatement("long out = frame.reserve($L, $L)", sizes.size(value), sizes.align(value));
            returned.length()
                    .ifPresentOrElse(
                            parameter -> {
                                ScalarKind kind = ((Value.Scalar) value).kind();
                                CodeBlock count = count(parameter, kind);
                                before.addStatement(Scalars.writeTag(kind, count, CodeBlock.of("out")));
                            },
                            () -> before.addStatement("$T.clear(out, $L)", Api.MEMORY, sizes.size(value)));
        }

        /** The length as C takes it. One that does not fit is refused before anything is handed over. */
        private CodeBlock count(String parameter, ScalarKind kind) {
            if (Scalars.isLong(kind)) {
                return length(parameter);
            }
            String name = variables.number(
                    function.arguments().get(position(parameter)).name() + "Count");
            before.addStatement(
                    "int $N = (int) $T.length($L,$W$L,$W$L)",
                    name,
                    Api.VALUES,
                    length(parameter),
                    Scalars.tag(ScalarKind.I64, greatest(kind)),
                    place(parameter));
            return CodeBlock.of("$N", name);
        }

        private BigInteger greatest(ScalarKind kind) {
            int bits = 8 * target.sizeOf(kind) - (isSigned(kind) ? 1 : 0);
            return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        }

        private CodeBlock length(String parameter) {
            return words(parameter).getLast();
        }

        private CodeBlock place(String parameter) {
            return CodeBlock.of(
                    "$S",
                    function.place() + "("
                            + function.arguments().get(position(parameter)).name() + ")");
        }

        private List<CodeBlock> words(String parameter) {
            return passed.get(position(parameter)).arguments();
        }

        private int position(String parameter) {
            return positions.getOrDefault(parameter, -1);
        }
    }

    /** What C has answered, to be compared with {@link Scalars#tag}. */
    static CodeBlock compared(ScalarKind kind, String local) {
        CodeBlock answer = Scalars.tagFromCarrier(kind, CodeBlock.of("$N", local));
        return kind == ScalarKind.U8 || kind == ScalarKind.U16 ? CodeBlock.of("($L)", answer) : answer;
    }

    private static boolean isSigned(ScalarKind kind) {
        return kind == ScalarKind.I8 || kind == ScalarKind.I16 || kind == ScalarKind.I32;
    }
}
