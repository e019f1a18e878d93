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
     * What is thrown where something is done to the end all the same; null for nothing. A StackOverflowError may be the user's, in
     * what that calls, or tell that there was too little stack to begin: so what throws one is done again, which does nothing
     * where it was done.
     *
     * @throws StackOverflowError if there is too little stack for it: it was not done, or not to the end
     */
    public static <T> @Nullable Throwable by(T one, Consumer<? super T> what) {
        try {
            what.accept(one);
            return null;
        } catch (StackOverflowError thrown) {
            return again(one, what, thrown);
        } catch (Throwable thrown) { // a closure's may be checked, whatever its interface says
            return thrown;
        }
    }

    private static <T> Throwable again(T one, Consumer<? super T> what, StackOverflowError thrown) {
        try {
            what.accept(one);
            return thrown;
        } catch (StackOverflowError _) {
            throw thrown;
        } catch (Throwable more) { // as above
            return first(thrown, more);
        }
    }

    /** The first of what was thrown, if anything was: {@code next} may be one more. */
    public static @Nullable Throwable firstOf(@Nullable Throwable first, @Nullable Throwable next) {
        return next == null ? first : first(first, next);
    }

    /**
     * Does something with each, the rest also where one throws; the first that was thrown is thrown in the end. To do it again
     * does nothing.
     *
     * @throws StackOverflowError also if there is too little stack for one; nothing was done with those after it
     */
    public static <T> void each(Iterable<T> all, Consumer<? super T> what) {
        Throwable first = null;
        for (T one : all) {
            first = firstOf(first, by(one, what));
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
