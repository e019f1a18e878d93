package org.rdylib.conformance.lifetimes;

import org.rdylib.spec.Descriptor;

/**
 * Two descriptors of one structure, that differ in lifetimes and promises at most.
 *
 * @param kind what it is a pair of, for the account
 * @param unloadable whether it is to be judged under {@code unload: allowed}, else under {@code never}
 */
record Pair(Kind kind, boolean unloadable, Descriptor host, Descriptor plugin) {

    /** What a pair is a pair of. */
    enum Kind {
        EXPORT,
        NESTED_EXPORT,
        IMPORT,
        NESTED_IMPORT,
        METHOD,
        DECLARATION,
        INTERFACE,
        PROMISE,
        POINTER,
        WHOLE
    }
}
