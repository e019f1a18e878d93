package org.rdylib.spec;

/** What later versions of a type may change. */
public enum Evolution {
    /** Nothing: both copies must have the same fields or variants. */
    FROZEN,
    /** {@code evolves: append}: they may add fields or variants at the end. */
    APPEND
}
