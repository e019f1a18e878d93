package org.rdylib.loader.stub;

import java.util.Optional;
import java.util.OptionalInt;
import org.rdylib.loader.internal.EntryMethod;

/**
 * What a library is answered by a function of Java's where there is no stack left even to call what it stands for. One that can
 * fail does, with a {@link StackOverflowError}; one that C calls cannot.
 */
public final class Exhausted {

    /** That of what can fail. */
    static final Exhausted FAILING = new Exhausted(0, false, OptionalInt.empty());

    /** That of what answers nothing, or 0, and nobody is told. */
    static final Exhausted UNNOTED = new Exhausted(0, false, OptionalInt.empty());

    private final long number;
    private final boolean isNoted;
    private final OptionalInt key;

    private Exhausted(long number, boolean isNoted, OptionalInt key) {
        this.number = number;
        this.isNoted = isNoted;
        this.key = key;
    }

    /**
     * That of a closure, a function or an object's method: the call of the library that it belongs to throws what there was no
     * stack for.
     *
     * @param number the answer; 0 of one that answers no whole number
     * @param key which of the method's parameters, from 0, is the data word
     */
    public static Exhausted of(long number, int key) {
        return new Exhausted(number, true, OptionalInt.of(key));
    }

    /** The same of an import, which has no data. */
    public static Exhausted ofImport(long number) {
        return new Exhausted(number, true, OptionalInt.empty());
    }

    /** Whether it is a failure, which takes a {@code long}. */
    boolean isFailure() {
        return equals(FAILING);
    }

    /** What the entry of a method answers; made once callbacks can be. */
    EntryMethod.Answer answer() {
        long answered = isFailure() ? HostFailures.overflowed() : number;
        return new EntryMethod.Answer(answered, isNoted ? Optional.of(Exhausted.class) : Optional.empty(), key);
    }

    /**
     * Leaves what there was no stack for to the call that throws it: written by entries, which can call nothing else.
     *
     * @param key the data word; {@link Long#MIN_VALUE} of an import
     */
    public static void lost(Throwable thrown, long key) {
        int place = Lost.place(key);
        Lost.KEYS[place] = key;
        Lost.THROWN[place] = thrown;
    }
}
