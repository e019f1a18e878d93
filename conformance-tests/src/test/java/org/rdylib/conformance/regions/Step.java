package org.rdylib.conformance.regions;

import java.util.List;
import java.util.Optional;

/** What a program does next. Values have numbers. */
sealed interface Step {

    /** What a value is. */
    enum Kind {
        TEXT,
        VIEW,
        MAYBE,

        /** An object that the program owns. */
        CELL,

        /** An object behind {@code &}. */
        SHARED,

        /** An object behind {@code &mut}. */
        ALONE
    }

    /** A region begins, and a text in it. */
    record Open(int text) implements Step {}

    /** The region that was opened last ends. */
    record End() implements Step {}

    /**
     * A function is called.
     *
     * @param object the one that it is a method of; empty for an export
     * @param results what it answers with: one value, two texts or nothing
     */
    record Call(Function function, Optional<Value> object, List<Value> arguments, List<Integer> results)
            implements Step {}

    /** A value is read that is no object. */
    record Read(Value value) implements Step {}

    /** An object is used, and dropped or given back. */
    record Close(Value object) implements Step {}

    record Value(Kind kind, int number) {

        boolean isObject() {
            return kind == Kind.CELL || kind == Kind.SHARED || kind == Kind.ALONE;
        }
    }
}
