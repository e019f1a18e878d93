package org.rdylib.spec;

/** How much a diagnostic or finding weighs. */
public enum Severity {
    /** The descriptor is ill-formed, or the two may not be linked. */
    ERROR,
    /** Worth knowing; changes no verdict. */
    NOTE
}
