package org.rdylib.conformance.refusals;

import java.nio.file.Path;
import java.util.List;
import org.rdylib.verifier.Unload;

/** A host of the greeter, which the tests compile after its stubs have been generated. */
public interface GreeterHost {

    /** Loads a library through the stubs. */
    Linked load(Path library, Unload unload);

    /** What is called for each line. */
    @FunctionalInterface
    interface Visit {
        boolean line(String line, long number);
    }

    /** A greeter that was loaded. */
    interface Linked extends AutoCloseable {
        String after(String text, String prefix);

        double loudness(long times, double volume);

        List<String> lines(String text, int most);

        long visit(String text, Visit visit);

        boolean isUnloaded();

        @Override
        void close();
    }
}
