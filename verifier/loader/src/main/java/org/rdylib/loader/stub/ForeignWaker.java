package org.rdylib.loader.stub;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.rdylib.loader.internal.Lease;

/**
 * A waker of a library's that Java has cloned. It may be woken and dropped on any thread, once; its library stays until then.
 *
 * <p>Whoever completes a stage is not told what comes of that, so nothing may keep it from being woken: neither that the library
 * is just being shut down, nor that little stack is left.
 */
final class ForeignWaker implements Runnable {

    private static final MethodHandle WAKE = Downcalls.handle(FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));

    private static final List<String> METHODS = List.of("wake");

    private static final Terms TERMS = Terms.object(Terms.Holder.ARC, Sending.SEND_SYNC);

    private final Library library;
    private final long data;
    private final long table;
    private final long drop;
    private final String future;
    private final Lease lease;

    /** Whether it is woken before it is dropped. */
    private boolean wakes;

    private ForeignWaker(Library library, long data, long table, long drop, String future) {
        this.library = library;
        this.data = data;
        this.table = table;
        this.drop = drop;
        this.future = future;
        this.lease = library.lease(this);
    }

    /**
     * Clones one that is lent for a running call of {@code poll}.
     *
     * @param future that is polled, for messages
     * @throws org.rdylib.loader.InvalidValueException if it is no waker
     */
    static ForeignWaker keep(Library library, long data, long table, String future) {
        String place = future + "(waker)";
        long drop = ObjectTable.dropOf(data, table, TERMS, place);
        ObjectTable.checkSlots(table, METHODS, place);
        long clone = ObjectTable.cloned(data, table, place);
        try {
            return new ForeignWaker(library, clone, table, drop, future);
        } catch (OutOfMemoryError thrown) {
            ObjectTable.destroy(clone, drop);
            throw thrown;
        }
    }

    /** Whether it is what cloning that gave, and would give again. */
    boolean isCloneOf(long lent, long lentTable) {
        return data == lent && table == lentTable;
    }

    /** Wakes, and drops it. */
    void wake() {
        wakes = true;
        Roomy.surely(this);
    }

    /** Drops it. */
    void drop() {
        Roomy.surely(this);
    }

    /** What is done of these, where there is room for it. */
    @Override
    public void run() {
        CallFrame frame = library.openLeased(CallStack.current());
        try {
            if (wakes) {
                WAKE.invokeExact(ObjectTable.slot(table, 0), data);
            }
            ObjectTable.destroy(data, drop);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            // Whoever ends the library waits for those who are about to leave, rather than for leases.
            lease.release();
            frame.close();
        }
    }

    @Override
    public String toString() {
        return "a waker of " + future;
    }
}
