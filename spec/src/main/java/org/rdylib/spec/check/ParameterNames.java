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

    /** So many names are compared with one another: nearly all signatures have few, and a set would cost more. */
    private static final int FEW = 4;

    private ParameterNames() {}

    static void check(Descriptor descriptor, Problems problems) {
        for (Signature signature : Types.signatures(descriptor)) {
            distinct(signature.parameters(), problems);
        }
    }

    private static boolean allDiffer(List<Parameter> parameters) {
        for (int i = 1; i < parameters.size(); i++) {
            for (int before = 0; before < i; before++) {
                if (parameters.get(i).name().equals(parameters.get(before).name())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void distinct(List<Parameter> parameters, Problems problems) {
        if (parameters.size() <= FEW && allDiffer(parameters)) {
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
