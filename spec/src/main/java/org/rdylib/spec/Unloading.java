package org.rdylib.spec;

import java.util.Optional;

/**
 * What a library leaves behind when it is to be unloaded, {@code on_unload: {threads: joined, shutdown: stop}}.
 *
 * @param shutdown the export that joins its threads; there exactly where they are {@link Threads#JOINED}
 */
public record Unloading(Threads threads, Optional<String> shutdown, Place at) {

    /** The threads that a library starts. */
    public enum Threads {
        /** It starts none. */
        NONE("none"),
        /** They have ended when its {@code shutdown} returns. */
        JOINED("joined"),
        /** They run on: it cannot be unloaded. */
        DETACHED("detached");

        private final String spelling;

        Threads(String spelling) {
            this.spelling = spelling;
        }

        /** The word in the language. */
        public String spelling() {
            return spelling;
        }
    }

    /** A library without threads, which is what a descriptor says that says nothing. */
    public static Unloading withoutThreads(Place at) {
        return new Unloading(Threads.NONE, Optional.empty(), at);
    }
}
