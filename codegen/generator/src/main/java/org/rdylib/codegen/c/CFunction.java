package org.rdylib.codegen.c;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A function as C sees it.
 *
 * @param result its C result: a failure where it is checked
 * @param parameters all of them: the receiver first, the place for the result last
 * @param isChecked whether what it returns is a failure
 */
record CFunction(CType result, List<Parameter> parameters, boolean isChecked) {

    /** A C parameter. */
    record Parameter(CType type, String name) {}

    CFunction {
        parameters = List.copyOf(parameters);
    }

    /** The prototype of a function of that name. */
    String prototype(String name) {
        return result.declare(name + "(" + parameterList() + ")");
    }

    /** The declaration of a pointer to such a function. */
    String pointer(String name) {
        return result.declare("(*" + name + ")(" + parameterList() + ")");
    }

    private String parameterList() {
        return parameters.isEmpty()
                ? "void"
                : parameters.stream().map(p -> p.type.declare(p.name)).collect(Collectors.joining(", "));
    }

    /** The call of {@code callee} with the parameters' own names as arguments, as a statement. */
    String forward(String callee) {
        return isVoid() ? call(callee) : "return " + call(callee);
    }

    /** A function that calls this one and can fail itself: the same where it is checked, else one that puts its result to {@code out}. */
    CFunction checked() {
        if (isChecked) {
            return this;
        }
        List<Parameter> all = new ArrayList<>(parameters);
        if (!isVoid()) {
            all.add(new Parameter(result.pointer(false), "out"));
        }
        return new CFunction(CFunctions.FAILURE, all, true);
    }

    /** What {@link #checked()} does with {@code callee}, which is such a function as this one. */
    List<String> forwardChecked(String callee) {
        if (isChecked) {
            return List.of(forward(callee));
        }
        return List.of(isVoid() ? call(callee) : "*out = " + call(callee), "return NULL;");
    }

    private boolean isVoid() {
        return result.equals(CType.of("void"));
    }

    private String call(String callee) {
        return callee + "(" + parameters.stream().map(Parameter::name).collect(Collectors.joining(", ")) + ");";
    }
}
