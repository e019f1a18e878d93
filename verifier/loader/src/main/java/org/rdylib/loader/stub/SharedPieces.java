package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;

/** How a library shares the {@code Arc<T>} of data that Java has made: one table for all, which lives as long as the process. */
final class SharedPieces {

    private static final long WORD = 8;
    private static final long WORDS = 5;

    /** {@code drop}, {@code clone}, and what is not told: a size of 0, an alignment of 1, no slots. */
    static final long TABLE = table();

    private SharedPieces() {}

    private static long table() {
        FunctionDescriptor drop = FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG);
        FunctionDescriptor clone = FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
        long table = Arena.global().allocate(WORDS * WORD, WORD).address();
        Memory.putLong(table, address(Entry.unnoted("dropped", drop)));
        Memory.putLong(table + WORD, address(Entry.unnoted("cloned", clone)));
        Memory.putLong(table + 3 * WORD, 1);
        return table;
    }

    private static long address(Entry entry) {
        return Upcalls.stub(MethodHandles.lookup(), entry, Arena.global()).address();
    }

    /** What {@code drop} leads to: whatever happens, nothing is thrown into the library. */
    static void dropped(long data) {
        try {
            Pieces.release(data);
        } catch (Throwable _) {
            // It stays allocated.
        }
    }

    /**
     * What {@code clone} leads to. What was never given cannot be shared, nor can anything where there is no memory to look for
     * it: the answer is null then, which a library refuses.
     */
    static long cloned(long data) {
        try {
            return Pieces.share(data) ? data : 0;
        } catch (Throwable _) {
            return 0;
        }
    }
}
