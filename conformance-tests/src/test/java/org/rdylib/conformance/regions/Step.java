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

        /** A reference to a view. */
        REF,

        /** A slice of one text. */
        TEXTS,

        /** Bytes of the program's own, which it never reads: in Java they hold what they held while they are lent. */
        BYTES,

        /** Bytes that the library has answered with, and that the program writes to where it reads others. */
        ROOM,

        /** An object that the program owns. */
        OWNED,

        /** An object behind {@code &}. */
        SHARED,

        /** An object behind {@code &mut}. */
        ALONE
    }

    /** A region begins, and a text in it. */
    record Open(int text) implements Step {}

    /** A text that has no end. */
    record Literal(int text) implements Step {}

    /** There are new bytes. */
    record Bytes(Value made) implements Step {}

    /**
     * A text is put into something new that lives in the region that was opened last.
     *
     * @param made a {@code REF} or {@code TEXTS}
     */
    record Put(Value text, Value made) implements Step {}

    /** The region that was opened last ends. */
    record End() implements Step {}

    /**
     * A function is called.
     *
     * @param object the one that it is a method of; empty for an export
     * @param results the numbers of what it answers with: one value, two texts or nothing
     */
    record Call(Function function, Optional<Value> object, List<Argument> arguments, List<Integer> results)
            implements Step {}

    /** What is passed. */
    sealed interface Argument {}

    /**
     * A closure.
     *
     * @param steps what it does first
     * @param escaped the number of what it leaves behind, which is what it was given; empty if it leaves nothing
     * @param answer a value that it captures, or empty for what it was given
     */
    record Lambda(List<Step> steps, Optional<Integer> escaped, Optional<Value> answer) implements Argument {}

    /**
     * An object that the library gives a text, and asks for one.
     *
     * @param text what it answers with
     * @param left the number of the text that it was given
     */
    record Own(Value text, int left) implements Argument {}

    /** An object that is lent within a struct, beside a text. */
    record Ringed(Value bell, Value text) implements Argument {}

    /**
     * A text in a place that is lent for the call.
     *
     * @param left the number of what is in it afterwards
     */
    record Placed(Value text, int left) implements Argument {}

    /** A value is read that is no object. */
    record Read(Value value) implements Step {}

    /** An object is used, and dropped or given back. */
    record Close(Value object) implements Step {}

    /**
     * A value.
     *
     * @param type of an object; of all else {@code CELL}
     */
    record Value(Kind kind, Shape.Type type, int number) implements Argument {

        boolean isRead() {
            return !isObject() && kind != Kind.BYTES;
        }

        boolean isObject() {
            return kind == Kind.OWNED || kind == Kind.SHARED || kind == Kind.ALONE;
        }
    }

    /** The use of an object by a function that takes nothing else. */
    static Call use(Function function, Value object, List<Integer> results) {
        return function.isMethod()
                ? new Call(function, Optional.of(object), List.of(), results)
                : new Call(function, Optional.empty(), List.of(object), results);
    }
}
