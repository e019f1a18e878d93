package org.rdylib.verifier.internal;

import org.rdylib.spec.Place;
import org.rdylib.verifier.finding.Path;

/**
 * What keeps a value from being copied into the memory of another process, and being there what it was.
 *
 * @param path how it is reached
 * @param at where it stands
 * @param what the pointer or type, as messages say it
 */
record Obstacle(Path path, Place at, String what, Why why) {

    /** Why a copy will not do. */
    enum Why {
        RAW(
                "a raw pointer does not say how much it points to",
                "say what it is: `&T`, `&[T]`, `Option<&T>` or `Box<T>`"),
        SHARED(
                "of what several owners share each process would have its own",
                "give a `Box<T>`, or an object that they share: `Arc<dyn …>`"),
        CODE("an address of code means nothing in another process", "take a closure: `&dyn Fn(…)`, `Box<dyn Fn(…)>`"),
        CHANGED_BACK(
                "what is written behind a `&mut` that is handed out would be written to a copy",
                "give the value, or an object that changes it"),
        CHANGED_LATER(
                "what is written behind a `&mut` that outlives the call would be written to a copy",
                "let its lifetime stand nowhere else in the signature and its types, so that it is over with the call"),
        UNKNOWN(
                "a side that does not know what a later version has added cannot copy it back",
                "let both copies claim `bounds: [Portable]`");

        private final String reason;
        private final String help;

        Why(String reason, String help) {
            this.reason = reason;
            this.help = help;
        }

        String reason() {
            return reason;
        }

        String help() {
            return help;
        }

        /** Whether it is one only where something may be written behind it. */
        boolean isWriting() {
            return this == CHANGED_BACK || this == CHANGED_LATER;
        }
    }

    /** The same for another reason. */
    Obstacle as(Why other) {
        return new Obstacle(path, at, what, other);
    }
}
