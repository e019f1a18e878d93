package org.rdylib.spec;

/** How a function is called. */
public enum Convention {
    /** {@code fn}: returns a failure or null, and writes its result through a pointer. */
    CHECKED,
    /** {@code extern "C" fn}: the platform's C convention as it is. */
    C
}
