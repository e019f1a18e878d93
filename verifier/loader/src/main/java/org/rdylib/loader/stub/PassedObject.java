package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;

/** An object or opaque value that is passed to its library for a call. */
final class PassedObject {

    /** How it is passed. */
    enum Mode {
        /** As {@code &dyn I}. */
        SHARED,
        /** As {@code &mut dyn I}. */
        EXCLUSIVE,
        /** As {@code Box<dyn I>}. */
        OWNED,
        /** As {@code Arc<dyn I>}: the caller keeps its own. */
        COUNTED;

        boolean isAlone() {
            return this == EXCLUSIVE || this == OWNED;
        }
    }

    final ForeignHandle object;
    final Mode mode;
    final @Nullable PassedObject older;

    PassedObject(ForeignHandle object, Mode mode, @Nullable PassedObject older) {
        this.object = object;
        this.mode = mode;
        this.older = older;
    }
}
