package org.rdylib.spec.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rdylib.spec.Code;
import org.rdylib.spec.Parameter;
import org.rdylib.spec.Signature;
import org.rdylib.spec.TypeDeclaration;

/** The parameters of a signature have names of their own. */
final class ParameterNames implements Inspection {

    /** So many names are compared with one another: nearly all signatures have few, and a set would cost more. */
    private static final int FEW = 4;

    private final Problems problems;

    ParameterNames(Problems problems) {
        this.problems = problems;
    }

    @Override
    public void type(TypeDeclaration declaration) {
        // The parameters of function types may be called alike.
    }

    @Override
    public void signature(Signature signature) {
        distinct(signature.parameters());
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

    private void distinct(List<Parameter> parameters) {
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
