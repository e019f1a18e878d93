package org.rdylib.loader.internal;

import java.util.function.Consumer;

/** Something that a region drops when it ends. */
@FunctionalInterface
public interface Droppable {

    /**
     * Called on the region's thread, while the region can still be read: once, unless it finds too little stack to begin.
     *
     * @throws StackOverflowError only if nothing was dropped
     */
    void dropByRegion();

    /**
     * The same of what belongs elsewhere besides: there it is released, whatever dropping it throws.
     *
     * @throws StackOverflowError only if nothing was dropped, and then it is not released either
     */
    default void dropByRegion(Adoption elsewhere) {
        try {
            dropByRegion();
        } catch (StackOverflowError thrown) {
            throw thrown;
        } catch (Throwable thrown) { // as in Dependants
            elsewhere.release();
            throw thrown;
        }
        elsewhere.release();
    }

    /**
     * The library that was lent it has ended for Java, and may be in memory yet: what is Java's own is given back, and memory
     * that the library may still read or write is freed by what {@code later} is given, and by nothing else.
     */
    default void leave(Consumer<Runnable> later) {}

    /** Whether it is an object of some library's: a library that it is bounded by waits for it, and does not drop it. */
    default boolean isForeign() {
        return false;
    }

    /**
     * Whether a thread that closes the region has to leave it to another to drop it, or is inside of what uses it, or drops it
     * already. One that is nobody's any more, since the only thread that may drop it has ended, it may forget.
     */
    default boolean isUsedBesides(Thread closer) {
        return false;
    }

    /** Whether another thread drops it, or is about to, since it belongs to a second region, which that thread is ending. */
    default boolean isDroppedElsewhere() {
        return false;
    }

    /**
     * Whether its thread is inside one of its calls, or of what borrows from it, so that it must not be dropped.
     *
     * @param call the innermost that may have been given what it has lent, as {@link LoanRegion#isHeldBy} takes it
     */
    default boolean isInUse(long call) {
        return false;
    }

    /** Whether Rust would let it be moved to another thread, by its type alone. */
    default boolean isSend() {
        return true;
    }

    /** Whether it is a future that somebody waits for, or something that such a one borrows from. */
    default boolean isAwaited() {
        return false;
    }
}
