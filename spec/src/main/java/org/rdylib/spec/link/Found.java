package org.rdylib.spec.link;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.syntax.YamlTree;

/** What is wrong with what a descriptor uses: so much as is reported. */
final class Found {

    private final List<Diagnostic> all = new ArrayList<>();

    /** Adds one; of those beyond {@link YamlTree#MAX_DIAGNOSTICS} only that they are. */
    void add(Diagnostic problem) {
        if (all.size() < YamlTree.MAX_DIAGNOSTICS) {
            all.add(problem);
        } else if (!isFull()) {
            all.add(Diagnostic.error(
                    Code.TOO_LARGE, problem.place(), "there are more errors of what is used, which are not reported"));
        }
    }

    void addAll(List<Diagnostic> problems) {
        problems.forEach(this::add);
    }

    /** Whether what else there is to say is not said, so that it need not be looked for. */
    boolean isFull() {
        return all.size() > YamlTree.MAX_DIAGNOSTICS;
    }

    List<Diagnostic> all() {
        return all;
    }
}
