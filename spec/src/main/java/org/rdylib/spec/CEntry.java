package org.rdylib.spec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rdylib.spec.layout.Passing;

/**
 * How a C function that was not written for this takes what an export's signature says: {@code c: {pass: [db, sql.data,
 * sql.length as c_int, return, null], ok: 0}}.
 *
 * @param arguments what C is passed, in its order
 * @param ok the answer of C's that means success. Then the export returns a {@code Result}, whose error is any other answer
 * @param at where it is written
 */
public record CEntry(List<CArgument> arguments, Optional<BigInteger> ok, Place at) {

    public CEntry {
        arguments = List.copyOf(arguments);
    }

    /** How the parameters of a signature are passed without a word: each in order, slices and texts as two. */
    public static List<CArgument> usual(Signature signature) {
        List<CArgument> usual = new ArrayList<>();
        for (Parameter parameter : signature.parameters()) {
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

    /** The argument by which C is told where to put what the function returns, if it is. */
    public Optional<CArgument.Returned> returned() {
        return arguments.stream()
                .filter(CArgument.Returned.class::isInstance)
                .map(CArgument.Returned.class::cast)
                .findFirst();
    }

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
        arguments.forEach(a ->
                shape.add(a.renamed(name -> positions.getOrDefault(name, name)).toString()));
        export.c().flatMap(CEntry::ok).ifPresent(ok -> shape.add("ok: " + ok));
        return List.copyOf(shape);
    }

    /** Whether it says nothing about a function of that signature but what holds without it. */
    public boolean isUsual(Signature signature) {
        return ok.isEmpty() && texts(arguments).equals(texts(usual(signature)));
    }

    private static List<String> texts(List<CArgument> arguments) {
        return arguments.stream().map(CArgument::toString).toList();
    }

    /** As the language writes it, in one line. */
    @Override
    public String toString() {
        String list = arguments.stream().map(CArgument::toString).collect(Collectors.joining(", ", "[", "]"));
        return ok.map(code -> "{pass: " + list + ", ok: " + code + "}").orElse(list);
    }

    /** The same with all of it at one place. */
    public CEntry withPlace(Place at) {
        return new CEntry(arguments.stream().map(a -> a.withPlace(at)).toList(), ok, at);
    }
}
