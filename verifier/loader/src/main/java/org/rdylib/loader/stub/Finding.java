package org.rdylib.loader.stub;

import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.StaleClosureException;

/** Finds the closure or object of Java's that a library means by the data pointer that it calls with. */
final class Finding {

    private Finding() {}

    /**
     * What a key was given to.
     *
     * @throws StaleClosureException if it is gone: the call that lent it is over, or the library has dropped it
     * @throws WrongThreadException if it was lent by another thread
     * @throws InvalidValueException if it is of another type, or none of Java's
     */
    static HostTarget find(HostType<?> type, long key) {
        HostTarget found = HostTargets.isKept(key) ? HostTargets.find(key) : lent(type, key);
        if (found == null) {
            if (!HostTargets.wasKept(key)) {
                throw neverGiven(type, key);
            }
            throw new StaleClosureException(
                    type.name() + ": called after it was dropped, or after the call that lent it had returned");
        }
        if (found.type != type) {
            throw new InvalidValueException(type.name() + ": called with the data pointer of " + found.type.name());
        }
        return found;
    }

    private static HostTarget lent(HostType<?> type, long key) {
        CallStack current = CallStack.current();
        HostTarget found = current.lent(key);
        if (found != null) {
            return found;
        }
        if (current.isOurs(key)) {
            throw new StaleClosureException(type.name() + ": called after the call that lent it had returned");
        }
        if (!current.isAnothers(key)) {
            throw neverGiven(type, key);
        }
        throw new WrongThreadException(type.name() + ": called on " + current.thread + ", which did not lend it");
    }

    private static InvalidValueException neverGiven(HostType<?> type, long key) {
        return new InvalidValueException(
                type.name() + ": called with a data pointer that nobody gave, 0x" + Long.toHexString(key));
    }
}
