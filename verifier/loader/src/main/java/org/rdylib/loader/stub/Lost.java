package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;

/**
 * What closures threw that C has called, and of which nothing could be noted, for lack of stack: the next call of that
 * thread that C returns from throws it.
 *
 * <p>What leaves it here is a method's {@linkplain Entry entry}, which can call nothing else, not even to ask which thread it is on.
 * But C has passed it the closure's key, and that of a closure that is lent tells the thread which lent it, and which alone
 * may call it. So each thread has a place of its own, until so many have lent something that two share one: then what the
 * first leaves may be overwritten, but the second does not throw it. One that is kept, or a function, is called on whatever
 * thread C likes, which its key does not tell. All of those share a place, and the next call of the closure's library throws it; so
 * do imports, for which there is no key, and the next call of any library.
 */
final class Lost {

    /** How many places there are, a power of two. */
    static final int PLACES = 1 << 10;

    /** The key of the closure that threw, at the place that follows from it. */
    static final long[] KEYS = new long[PLACES];

    /** What it threw; written after its key. */
    static final @Nullable Throwable[] THROWN = new Throwable[PLACES];

    /** The place of closures that are kept: the upper half of their keys, which begin at the least, ends in zeros. */
    private static final int KEPT = 0;

    private Lost() {}

    /** The place that follows from a key. */
    static int place(long key) {
        return (int) (key >>> Integer.SIZE) & (PLACES - 1);
    }

    /** What the thread has left here, or a kept closure of a library; null if nothing. */
    static @Nullable Throwable take(CallStack stack, @Nullable Library library) {
        int own = place(stack.lastKey());
        if (THROWN[own] != null && stack.isOurs(KEYS[own])) {
            return take(own);
        }
        return THROWN[KEPT] != null && isKeptFor(library, KEYS[KEPT]) ? take(KEPT) : null;
    }

    private static boolean isKeptFor(@Nullable Library library, long key) {
        KeptTarget kept = HostTargets.isKept(key) ? HostTargets.find(key) : null;
        if (kept == null) {
            kept = FunctionType.find(key);
        }
        return HostTargets.isKept(key)
                && (kept == null || (library != null && kept.library != null && library.isSameAs(kept.library)));
    }

    private static @Nullable Throwable take(int place) {
        Throwable thrown = THROWN[place];
        THROWN[place] = null;
        return thrown;
    }
}
