package org.rdylib.loader.stub;

import org.rdylib.loader.Region;
import org.rdylib.loader.internal.ThreadState;

/**
 * Initializes the classes that every call and callback needs before the first of them: that may be made where little stack
 * is left, and a class whose initializer runs out of it can never be used again.
 */
final class Readiness {

    private Readiness() {}

    /** Sees to it that they are initialized that calls need. */
    static void require() {
        ThreadState.current();
        CallStack.current();
        try (Region region = Region.open()) {
            region.text("ready");
        }
        Failures.check(0);
        Roomy.prepare();
        // Nearly every class that is loaded later is looked for in vain first, by the parents of its loader.
        var _ = new ClassNotFoundException();
    }

    /** The same for those that callbacks need, the handlers of a failure included: before a library is given any. */
    static void requireForCallbacks() {
        Upcall.enter().leave();
        // What an entry uses where nothing else can be called.
        var _ = Lost.place(0);
    }
}
