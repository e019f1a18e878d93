package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;
import org.rdylib.loader.internal.Thrown;

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

    /** They are passed now. Where that throws for one, the rest stays the caller's. */
    static void handOver(@Nullable PassedObject newest) {
        for (PassedObject object = newest; object != null; object = object.older) {
            object.object.handOver(object.mode);
        }
    }

    /**
     * The call is over for which they were passed, or never began. What is dropped for it may throw, and the rest is passed back
     * all the same: nobody else knows of it any more.
     */
    static void passBack(@Nullable PassedObject newest) {
        Throwable first = null;
        for (PassedObject object = newest; object != null; object = object.older) {
            try {
                object.object.passBack(object.mode);
            } catch (Throwable thrown) {
                first = Thrown.first(first, thrown);
            }
        }
        Thrown.rethrow(first);
    }
}
