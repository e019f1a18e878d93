package org.rdylib.conformance.lifetimes;

/** What rustc says of a pair. */
sealed interface RustAnswer {

    record Verdict(boolean accepts) implements RustAnswer {}

    /**
     * Nothing: it came to no end.
     *
     * @param report what it was asked and how it ended, to be filed as a bug
     */
    record Crash(String report) implements RustAnswer {}
}
