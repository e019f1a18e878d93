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

    /** Where its data pointer is that the library reads; 0 if that is known to it otherwise. */
    private final long at;

    /** The data pointer of what is the library's to drop; 0 for nothing. */
    private long handedOver;

    private PassedObject(ForeignHandle object, Mode mode, long at, @Nullable PassedObject older) {
        this.object = object;
        this.mode = mode;
        this.at = at;
        this.older = older;
    }

    /** One that has begun to be passed, before {@code older}: it is passed back where there is no memory to remember it. */
    static PassedObject begun(ForeignHandle object, Mode mode, @Nullable PassedObject older) {
        return begun(object, mode, 0, older);
    }

    /** The same of one whose data pointer the library reads at an address. */
    static PassedObject begun(ForeignHandle object, Mode mode, long at, @Nullable PassedObject older) {
        try {
            return new PassedObject(object, mode, at, older);
        } catch (OutOfMemoryError thrown) {
            object.passBack(mode);
            throw thrown;
        }
    }

    /**
     * They are passed now, all or none: one that is given becomes its library's to drop, of one that is counted there is one
     * more. To count is the library's own code, and may throw, so that it comes first.
     */
    static void handOver(@Nullable PassedObject newest) {
        try {
            for (PassedObject object = newest; object != null; object = object.older) {
                if (object.mode == Mode.COUNTED) {
                    object.count();
                }
            }
            for (PassedObject object = newest; object != null; object = object.older) {
                if (object.mode == Mode.OWNED) {
                    object.handedOver = object.object.data;
                    object.object.handOver();
                }
            }
        } catch (Throwable thrown) { // as in Dependants
            throw Failures.rethrow(dropHandedOver(newest, thrown));
        }
    }

    private void count() {
        handedOver = object.counted();
        Memory.putLong(at, handedOver);
    }

    /** The callback is over that has answered with them. Where that throws there is no answer, and nobody to drop them. */
    static void passBackHandedOver(@Nullable PassedObject newest) {
        try {
            passBack(newest);
        } catch (Throwable thrown) { // as in Dependants
            throw Failures.rethrow(dropHandedOver(newest, thrown));
        }
    }

    /** What was handed over reaches nobody after all, and is dropped. What was thrown before is the answer. */
    private static Throwable dropHandedOver(@Nullable PassedObject newest, Throwable first) {
        Throwable all = first;
        for (PassedObject object = newest; object != null; object = object.older) {
            long dropped = object.handedOver;
            object.handedOver = 0;
            if (dropped != 0) {
                try {
                    object.object.dropHandedOver(dropped);
                } catch (Throwable thrown) {
                    all = Thrown.first(all, thrown);
                }
            }
        }
        return all;
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
