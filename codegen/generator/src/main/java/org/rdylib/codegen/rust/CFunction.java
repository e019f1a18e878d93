package org.rdylib.codegen.rust;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rdylib.codegen.rust.Crossing.CParameter;

/**
 * A function that crosses the boundary, as C sees it.
 *
 * @param parameters all of them: the receiver first, the place for the result last
 * @param result what it returns, nothing for {@code ()}
 */
record CFunction(List<CParameter> parameters, String result) {

    CFunction {
        parameters = List.copyOf(parameters);
    }

    /** The type of a pointer to it. */
    String pointer() {
        String types = parameters.stream().map(CParameter::type).collect(Collectors.joining(", "));
        return "unsafe extern \"C\" fn(" + types + ")" + arrow();
    }

    /** The head of its definition, over several lines where one would be too long. */
    List<String> head(String nameAndGenerics) {
        String begin = "unsafe extern \"C\" fn " + nameAndGenerics + "(";
        List<String> declared = parameters.stream().map(CParameter::declaration).toList();
        String line = begin + String.join(", ", declared) + ")" + arrow();
        if (line.length() <= 100) {
            return List.of(line);
        }
        List<String> lines = new ArrayList<>(List.of(begin));
        declared.forEach(d -> lines.add("    " + d + ","));
        lines.add(")" + arrow());
        return lines;
    }

    private String arrow() {
        return result.isEmpty() ? "" : " -> " + result;
    }
}
