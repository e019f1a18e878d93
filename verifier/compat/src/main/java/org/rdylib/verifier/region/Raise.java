package org.rdylib.verifier.region;

/** What an existential is raised to that must outlive a placeholder which it cannot name. */
enum Raise {
    /** To {@code 'dylib}, which outlives every lifetime of a signature. */
    TO_DYLIB,
    /** To the least region that is assumed to outlive the placeholder, if there is one, else to {@code 'dylib}. */
    TO_LEAST
}
