package org.rdylib.spec.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.Descriptor;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.Types;

/** The parameters of a signature have names of their own. */
final class ParameterNames {

    private ParameterNames() {}

    static void check(Descriptor descriptor, Problems problems) {
        for (Signature signature : Types.signatures(descriptor)) {
            distinct(signature.parameters(), problems);
        }
    }

    private static void distinct(List<Parameter> parameters, Problems problems) {
        if (parameters.size() < 2) {
            return;
        }
        Set<String> names = HashSet.newHashSet(parameters.size());
        for (Parameter parameter : parameters) {
            if (!parameter.name().isEmpty() && !names.add(parameter.name())) {
                problems.error(
                        Code.DUPLICATE_NAME, parameter.at(), "two parameters are called `" + parameter.name() + "`");
            }
        }
    }
}
