package org.rdylib.loader.internal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was thrown where all of several things are done, whatever comes of each: the first, and the others with it. */
public final class Thrown {

    private Thrown() {}

    /** The first of what was thrown: {@code next} is one more. Nothing of the user's runs: not what his classes call equal. */
    @SuppressWarnings("ReferenceEquality") // what was thrown is itself and no other
    public static Throwable first(@Nullable Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        if (first != next) {
            try {
                first.addSuppressed(next);
            } catch (StackOverflowError | OutOfMemoryError _) {
                // The first says enough.
            }
        }
        return first;
    }

    /**
     * Does something with each, the rest also where one throws; the first that was thrown is thrown in the end.
     *
     * @throws StackOverflowError if there is too little stack for one; nothing was done with those after it
     */
    public static <T> void each(Iterable<T> all, Consumer<? super T> what) {
        Throwable first = null;
        for (T one : all) {
            try {
                what.accept(one);
            } catch (StackOverflowError thrown) {
                throw thrown;
            } catch (Throwable thrown) { // as in Dependants
                first = first(first, thrown);
            }
        }
        rethrow(first);
    }

    /** Throws it as it is, checked or not, if there is anything. */
    public static void rethrow(@Nullable Throwable first) {
        if (first != null) {
            throw asItIs(first);
        }
    }

    /** Throws it as it is, checked or not: never returns, but {@code throw asItIs(thrown)} tells the compiler so. */
    static RuntimeException asItIs(Throwable thrown) {
        throw Thrown.<RuntimeException>unchecked(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased: nothing is cast
    private static <X extends Throwable> X unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
