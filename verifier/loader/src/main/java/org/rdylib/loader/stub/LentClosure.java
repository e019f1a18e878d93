package org.rdylib.loader.stub;

import org.jspecify.annotations.Nullable;

/** A closure that is lent to a library for the length of a call. */
final class LentClosure {

    final long key;
    final ClosureType<?> type;
    final Object target;
    final @Nullable LentClosure older;

    /** The callback that is running it, or ran it last. */
    @Nullable
    Upcall runner;

    LentClosure(long key, ClosureType<?> type, Object target, @Nullable LentClosure older) {
        this.key = key;
        this.type = type;
        this.target = target;
        this.older = older;
    }
}
