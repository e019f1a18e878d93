package org.rdylib.conformance.contexts;

/** Fails at each note. */
record Refusing() implements Log {

    /** How. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public long note(String text) {
        throw new Refused();
    }

    @Override
    public void close() {}
}
