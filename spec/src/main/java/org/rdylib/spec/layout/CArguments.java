package org.rdylib.spec.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rdylib.spec.CArgument;
import org.rdylib.spec.CCall;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.Export;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Place;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Type;

/** What the C function of an export is passed, be it in the usual way or as its {@code c:} says. */
public final class CArguments {

    private CArguments() {}

    /**
     * What C is passed for an export, in words that do not depend on what its parameters are called: in each copy of a
     * descriptor they may have other names.
     */
    public static List<String> shape(Export export) {
        Map<String, String> positions = new HashMap<>();
        List<Parameter> parameters = export.signature().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            positions.put(parameters.get(i).name(), String.valueOf(i));
        }
        List<CArgument> arguments = export.c().map(CEntry::arguments).orElseGet(() -> usual(export.signature()));
        List<String> shape = new ArrayList<>();
        arguments.forEach(a -> shape.add(
                inOrder(a.renamed(name -> positions.getOrDefault(name, name))).toString()));
        export.c().flatMap(CEntry::ok).ifPresent(ok -> shape.add("ok: " + ok));
        calls(export)
                .forEach(call -> shape.add("calls " + positions.get(call.closure()) + ": " + inOrder(terse(call))));
        return List.copyOf(shape);
    }

    private static CCall inOrder(CCall call) {
        return new CCall(
                call.closure(),
                call.arguments().stream().map(CArguments::inOrder).toList(),
                call.failed(),
                call.isKeptIfOk(),
                call.at());
    }

    /** The same without {@code failed: 0}, which holds where nothing is said. */
    private static CCall terse(CCall call) {
        return new CCall(
                call.closure(),
                call.arguments(),
                call.failed().filter(failed -> failed.signum() != 0),
                call.isKeptIfOk(),
                call.at());
    }

    /** Lengths that are equal are so in any order. */
    private static CArgument inOrder(CArgument argument) {
        return argument instanceof CArgument.Length(var parameters, var type, var at)
                ? new CArgument.Length(parameters.stream().sorted().toList(), type, at)
                : argument;
    }

    /** The {@code c:} of an export, unless it says nothing but what holds without it. */
    public static Optional<CEntry> unusual(Export export) {
        return export.c()
                .map(c -> c.withCalls(calls(export).stream()
                        .map(CArguments::terse)
                        .filter(call -> !isUsual(call, export))
                        .toList()))
                .filter(c -> c.hasTerms() || !texts(c.arguments()).equals(texts(usual(export.signature()))));
    }

    /**
     * How C calls each of the closures that it is passed by an export's {@code c:}, in the order of the parameters; none
     * where there is no {@code c:}, since closures are called through their tables then.
     */
    public static List<CCall> calls(Export export) {
        return export.c().stream()
                .flatMap(c -> export.signature().parameters().stream()
                        .flatMap(p -> closure(p.type()).stream()
                                .map(closure -> c.calls().stream()
                                        .filter(call -> call.closure().equals(p.name()))
                                        .findFirst()
                                        .orElseGet(() -> usual(p.name(), closure, c.at())))))
                .toList();
    }

    /** The closure that a parameter is: behind a reference or in a {@code Box}, be it optional. */
    public static Optional<Type.Closure> closure(Type type) {
        return switch (type) {
            case Type.Option(Type value, Place _) when !(value instanceof Type.Option) -> closure(value);
            case Type.Reference r when r.target() instanceof Type.Closure closure -> Optional.of(closure);
            case Type.Boxed(Type.Closure closure, Place _) -> Optional.of(closure);
            case Type _ -> Optional.empty();
        };
    }

    private static boolean isUsual(CCall call, Export export) {
        return !call.hasTerms()
                && export.signature().parameters().stream()
                        .filter(p -> p.name().equals(call.closure()))
                        .flatMap(p -> closure(p.type()).stream())
                        .anyMatch(closure -> texts(usual(call.closure(), closure, call.at())
                                        .arguments())
                                .equals(texts(call.arguments())));
    }

    /** How C calls a closure of which nothing is said: with its data, and then its parameters. */
    private static CCall usual(String name, Type.Closure closure, Place at) {
        List<CArgument> arguments = new ArrayList<>(List.of(new CArgument.UserData(at)));
        List<Parameter> parameters = closure.signature().parameters();
        arguments.addAll(usual(IntStream.range(0, parameters.size())
                .mapToObj(
                        i -> new Parameter(String.valueOf(i), parameters.get(i).type(), at))
                .toList()));
        return new CCall(name, arguments, Optional.empty(), false, at);
    }

    private static List<String> texts(List<CArgument> arguments) {
        return arguments.stream().map(CArgument::toString).toList();
    }

    private static List<CArgument> usual(Signature signature) {
        return usual(signature.parameters());
    }

    /** How parameters are passed without a word: each in order, slices and texts as two. */
    private static List<CArgument> usual(List<Parameter> parameters) {
        List<CArgument> usual = new ArrayList<>();
        for (Parameter parameter : parameters) {
            switch (Passing.of(parameter.type())) {
                case Passing.ByValue _ -> usual.add(new CArgument.Whole(parameter.name(), parameter.at()));
                case Passing.InTwoWords _ -> {
                    usual.add(new CArgument.Data(parameter.name(), parameter.at()));
                    usual.add(new CArgument.Length(List.of(parameter.name()), ScalarKind.USIZE, parameter.at()));
                }
            }
        }
        return List.copyOf(usual);
    }
}
