package org.rdylib.codegen.rust;

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

    /** The head of its definition. */
    String head(String nameAndGenerics) {
        String declared = parameters.stream().map(CParameter::declaration).collect(Collectors.joining(", "));
        return "unsafe extern \"C\" fn " + nameAndGenerics + "(" + declared + ")" + arrow();
    }

    private String arrow() {
        return result.isEmpty() ? "" : " -> " + result;
    }
}
