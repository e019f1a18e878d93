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

    private PassedObject(ForeignHandle object, Mode mode, @Nullable PassedObject older) {
        this.object = object;
        this.mode = mode;
        this.older = older;
    }

    /** One that has begun to be passed, before {@code older}: it is passed back where there is no memory to remember it. */
    static PassedObject begun(ForeignHandle object, Mode mode, @Nullable PassedObject older) {
        try {
            return new PassedObject(object, mode, older);
        } catch (OutOfMemoryError thrown) {
            object.passBack(mode);
            throw thrown;
        }
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
