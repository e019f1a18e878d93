package org.rdylib.loader.stub;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ReenteredClosureException;
import org.rdylib.loader.SpentClosureException;

/** A closure or an object of Java that a library was lent or given. */
abstract sealed class HostTarget permits LentTarget, KeptTarget {

    final long key;
    final HostType<?> type;
    final Object target;
    final @Nullable Library library;

    HostTarget(long key, HostType<?> type, Object target, @Nullable Library library) {
        this.key = key;
        this.type = type;
        this.target = Objects.requireNonNull(target, () -> type.name() + ": null is passed");
        this.library = library;
    }

    final SpentClosureException spent() {
        return new SpentClosureException(type.name() + ": called a second time, which FnOnce rules out");
    }

    /** Why it is not called now: somebody has it alone, or others share it. */
    final RuntimeException busy(boolean taken) {
        return busy(taken ? "while it is running, which has it alone" : "alone while it is running");
    }

    final RuntimeException busy(String why) {
        String message = type.name() + ": called " + why;
        return type.isClosure() ? new ReenteredClosureException(message) : new ObjectBusyException(message);
    }
}
