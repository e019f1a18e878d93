package org.rdylib.loader.internal;

import java.util.Optional;

/** Something that a region drops when it ends. */
@FunctionalInterface
public interface Droppable {

    /**
     * Called on the region's thread, while the region can still be read: once, unless it finds too little stack to begin.
     *
     * @throws StackOverflowError only if nothing was dropped
     */
    void dropByRegion();

    /** Whether it is an object of some library's: a library that it is bounded by waits for it, and does not drop it. */
    default boolean isForeign() {
        return false;
    }

    /** The only thread that may drop it; empty if any may. */
    default Optional<Thread> confinedTo() {
        return Optional.empty();
    }

    /** It will never be dropped, since its thread has ended: it refuses from now on. Says whether it can be forgotten. */
    default boolean forget() {
        return false;
    }
}
