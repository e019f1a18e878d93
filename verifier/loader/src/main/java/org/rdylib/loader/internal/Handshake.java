package org.rdylib.loader.internal;

import java.lang.foreign.Arena;

/** A memory barrier that others need not take part in: only who calls it pays. */
final class Handshake {

    private Handshake() {}

    /**
     * Returns once every thread of the JVM has passed a point where all that it stored before can be seen here, and after
     * which it sees what was stored here before.
     *
     * <p>The JVM does this whenever a shared arena is closed, since it has to know that nobody is accessing it: each
     * thread is stopped at a safepoint poll, or found in native code. There is no other way to ask for it in Java.
     */
    static void withAllThreads() {
        Arena.ofShared().close();
    }
}
