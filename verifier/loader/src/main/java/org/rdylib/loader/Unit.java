package org.rdylib.loader;

/** What {@code ()} is where a type argument is needed: {@code Result<Unit, E>}. */
public enum Unit {
    /** The only value. */
    UNIT
}
