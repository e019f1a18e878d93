package org.rdylib.loader.internal;

import org.jspecify.annotations.Nullable;

/** Which thread is which: itself and no other, whatever its class says of its equals. */
public final class Threads {

    private Threads() {}

    /** Whether they are one. */
    @SuppressWarnings("ReferenceEquality") // that is what it is about
    public static boolean areSame(@Nullable Thread one, @Nullable Thread other) {
        return one == other;
    }

    /** Whether it is the calling one. */
    public static boolean isCurrent(@Nullable Thread thread) {
        return areSame(thread, Thread.currentThread());
    }
}
