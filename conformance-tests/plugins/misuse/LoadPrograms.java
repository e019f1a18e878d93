package org.rdylib.conformance.misuse;

import java.nio.file.Path;
import org.rdylib.conformance.misuse.growing.Growing;
import org.rdylib.conformance.misuse.unruly.Unruly;
import org.rdylib.verifier.Unload;

/** Loading what should not be. */
final class LoadPrograms extends Subject {

    LoadPrograms(Libraries libraries) {
        super(libraries);
        add("a library is loaded by the stub of another", () -> Growing.load(libraries.file("unruly"), n -> n));
        add("what is no library is loaded", () -> Unruly.load(libraries.file("text")));
        add("a library that is not there is loaded", () -> Unruly.load(Path.of("nowhere.so")));
        add("a library is loaded isolated", () -> Unruly.load(libraries.file("unruly"), Unload.ISOLATED));
        add("a library that calls Java is bound twice", this::boundTwice);
    }

    private void boundTwice() {
        honest();
        honest();
    }
}
