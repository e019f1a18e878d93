package org.rdylib.spec.layout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rdylib.spec.CArgument;
import org.rdylib.spec.CEntry;
import org.rdylib.spec.Export;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.ScalarKind;
import org.rdylib.spec.Signature;

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
        arguments.forEach(a ->
                shape.add(a.renamed(name -> positions.getOrDefault(name, name)).toString()));
        export.c().flatMap(CEntry::ok).ifPresent(ok -> shape.add("ok: " + ok));
        return List.copyOf(shape);
    }

    /** The {@code c:} of an export, unless it says nothing but what holds without it. */
    public static Optional<CEntry> unusual(Export export) {
        return export.c()
                .filter(c -> c.ok().isPresent() || !texts(c.arguments()).equals(texts(usual(export.signature()))));
    }

    private static List<String> texts(List<CArgument> arguments) {
        return arguments.stream().map(CArgument::toString).toList();
    }

    /** How the parameters of a signature are passed without a word: each in order, slices and texts as two. */
    private static List<CArgument> usual(Signature signature) {
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
}
