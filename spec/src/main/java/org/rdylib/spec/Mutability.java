package org.rdylib.spec;

/** Whether a reference is {@code &} or {@code &mut}. */
public enum Mutability {
    /** {@code &}: others may read at the same time. */
    SHARED,
    /** {@code &mut}: nobody else reads or writes meanwhile. */
    EXCLUSIVE
}
