package org.rdylib.loader.stub;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.rdylib.loader.internal.LibraryRegion;

/** The function of a library that ends its threads: it is called once, before the library is unloaded. */
final class Shutdown implements LibraryRegion.Ending {

    private static final MethodHandle CHECKED = Downcalls.handle(FunctionDescriptor.of(ValueLayout.JAVA_LONG));
    private static final MethodHandle PLAIN = Downcalls.handle(FunctionDescriptor.ofVoid());

    private final MemorySegment address;
    private final boolean plain;
    private boolean done;

    Shutdown(MemorySegment address, boolean plain) {
        this.address = address;
        this.plain = plain;
    }

    @Override
    public boolean isPending() {
        return !done;
    }

    /** Whatever comes of it, it is not called again: nobody knows how far it has come. */
    @Override
    public void run() {
        done = true;
        CallFrame frame = CallFrame.open(CallStack.current(), null, null);
        try {
            StackProbe.probe();
            if (plain) {
                PLAIN.invokeExact(address);
            } else {
                Failures.check((long) CHECKED.invokeExact(address));
            }
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }
}
