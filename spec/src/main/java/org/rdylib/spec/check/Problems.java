package org.rdylib.spec.check;

import java.util.ArrayList;
import java.util.List;
import org.rdylib.spec.Code;
import org.rdylib.spec.Diagnostic;
import org.rdylib.spec.Place;

/** Collects what the rules find, so that none of them stops at the first. */
final class Problems {

    private final List<Diagnostic> found = new ArrayList<>();

    void error(Code code, Place place, String message) {
        found.add(Diagnostic.error(code, place, message));
    }

    void error(Code code, Place place, String message, String help) {
        found.add(Diagnostic.error(code, place, message, help));
    }

    void add(Diagnostic problem) {
        found.add(problem);
    }

    /** How many have been found so far: the same number before and after a step means that it found nothing. */
    int count() {
        return found.size();
    }

    List<Diagnostic> found() {
        return List.copyOf(found);
    }
}
