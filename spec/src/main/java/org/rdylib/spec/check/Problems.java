package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Place;
import org.rdylib.spec.syntax.YamlTree;

/** Collects what the rules find, so that none of them stops at the first. */
final class Problems {

    private final List<Diagnostic> found = new ArrayList<>();
    private int count;

    void error(Code code, Place place, String message) {
        add(Diagnostic.error(code, place, message));
    }

    void error(Code code, Place place, String message, String help) {
        add(Diagnostic.error(code, place, message, help));
    }

    /** Whether what else there is to say is not said, so that it need not be put into words. */
    boolean isFull() {
        return count > YamlTree.MAX_DIAGNOSTICS;
    }

    /** Counts a problem that is not put into words: {@link #isFull}. */
    void oneMore() {
        count++;
    }

    /** Adds one; of those beyond {@link YamlTree#MAX_DIAGNOSTICS} only that they are. */
    void add(Diagnostic problem) {
        if (count++ < YamlTree.MAX_DIAGNOSTICS) {
            found.add(problem);
        } else if (found.size() == YamlTree.MAX_DIAGNOSTICS) {
            found.add(Diagnostic.error(
                    Code.TOO_LARGE, problem.place(), "this file has more errors, which are not reported"));
        }
    }

    /** How many there are so far: the same number before and after a step means that it found nothing. */
    int count() {
        return count;
    }

    List<Diagnostic> found() {
        return List.copyOf(found);
    }
}
