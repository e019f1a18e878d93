package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;
import org.rdylib.loader.internal.LoanRegion;

/**
 * What a callback makes for its library: the values of its answer, and those that come to places of the library's. They are the
 * library's once the callback has answered.
 */
final class CallbackAnswer {

    private final Making making = new Making(null);
    private final Replacements replacements = new Replacements();

    /** What makes owned values for a library. */
    Making making(@Nullable Library library) {
        return making.forLibrary(library, LoanRegion.RUNNING);
    }

    /** What takes the place of values of the library's. */
    Replacements replacements() {
        return replacements;
    }

    /** The callback is over that some of the objects were given to: their regions end, and they are in its answer. */
    void detach() {
        making.detach();
    }

    /** From now on all of it is the library's. */
    void handOver() {
        making.handOver();
        replacements.install();
    }

    /** Takes back what was not handed over. */
    void takeBack() {
        replacements.end();
        making.takeBack();
    }
}
