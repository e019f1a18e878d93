package org.rdylib.codegen.java.plan;

import org.rdylib.spec.Type;
import org.rdylib.spec.check.CheckedDescriptor;

/** Data that borrows and owns nothing, and does not grow: it can be replaced by other data without any ado. */
final class PlainData {
    private PlainData() {}

    static boolean is(Type type, CheckedDescriptor descriptor) {
        return Ownership.of(type, descriptor) == Ownership.NOTHING
                && Lifetimes.in(type).isEmpty()
                && !Lifetimes.reachesDylib(type, descriptor)
                && !Growing.reaches(type, descriptor);
    }
}
