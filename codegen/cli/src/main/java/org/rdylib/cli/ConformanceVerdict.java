package org.rdylib.cli;

/** What can be said of a pair of descriptors. */
enum ConformanceVerdict {
    /** They may be linked. */
    COMPATIBLE,
    /** Both are well-formed, and they may not be linked. */
    INCOMPATIBLE,
    /** One of them is ill-formed. */
    INVALID
}
