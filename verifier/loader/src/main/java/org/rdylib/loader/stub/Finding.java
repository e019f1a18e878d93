package org.rdylib.loader.stub;

import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.StaleClosureException;

/** Finds the closure or object of Java's that a library means by the data pointer that it calls with. */
final class Finding {

    private Finding() {}

    /**
     * What a key was given to that is kept.
     *
     * @throws StaleClosureException if it is gone: the library has dropped it, or it was lent, and what for is over
     * @throws InvalidValueException if it is of another type, or none of Java's
     */
    static KeptTarget kept(HostType<?> type, long key) {
        KeptTarget found = HostTargets.find(key);
        if (found == null) {
            if (!HostTargets.wasKept(key)) {
                throw neverGiven(type, key);
            }
            throw new StaleClosureException(
                    type.name() + ": called after it was dropped, or after what it was lent for was over");
        }
        checkType(type, found);
        return found;
    }

    /**
     * What a key was given to that is lent.
     *
     * @throws StaleClosureException if the call that lent it is over
     * @throws WrongThreadException if it was lent by another thread
     * @throws InvalidValueException if it is of another type, or none of Java's
     */
    static LentTarget lent(CallStack current, HostType<?> type, long key) {
        LentTarget found = current.lent(key);
        if (found == null) {
            throw notLent(current, type, key);
        }
        checkType(type, found);
        return found;
    }

    private static void checkType(HostType<?> type, HostTarget found) {
        if (found.type != type) {
            throw new InvalidValueException(type.name() + ": called with the data pointer of " + found.type.name());
        }
    }

    private static RuntimeException notLent(CallStack current, HostType<?> type, long key) {
        if (current.isOurs(key)) {
            return new StaleClosureException(type.name() + ": called after the call that lent it had returned");
        }
        if (!current.isAnothers(key)) {
            return neverGiven(type, key);
        }
        return new WrongThreadException(type.name() + ": called on " + current.thread + ", which did not lend it");
    }

    private static InvalidValueException neverGiven(HostType<?> type, long key) {
        return new InvalidValueException(
                type.name() + ": called with a data pointer that nobody gave, 0x" + Long.toHexString(key));
    }
}
