package org.rdylib.conformance.desks;

/** A desk of Java's. */
record Numbered(long number) implements Desk {
    @Override
    public void close() {}
}
