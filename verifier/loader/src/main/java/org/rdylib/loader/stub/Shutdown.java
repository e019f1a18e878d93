package org.rdylib.loader.stub;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.rdylib.loader.internal.LibraryRegion;
import org.rdylib.loader.internal.StackProbe;

/**
 * The function of a library that ends its threads: it is called before the library is unloaded, at each attempt that comes so
 * far. That of an earlier one tells nothing, if it failed; and if it did not, the library may have been called since.
 */
final class Shutdown {

    private static final MethodHandle CHECKED = Downcalls.handle(FunctionDescriptor.of(ValueLayout.JAVA_LONG));
    private static final MethodHandle PLAIN = Downcalls.handle(FunctionDescriptor.ofVoid());

    private final MemorySegment address;
    private final boolean plain;

    Shutdown(MemorySegment address, boolean plain) {
        this.address = address;
        this.plain = plain;
    }

    /** What calls it. */
    LibraryRegion.Ending of(Library library) {
        return new LibraryRegion.Ending() {
            @Override
            public boolean isNeeded() {
                return true;
            }

            @Override
            public void run() {
                call(library);
            }
        };
    }

    /** What an import threw is thrown here, too, where C has not been told. */
    private void call(Library library) {
        CallFrame frame = CallFrame.open(CallStack.current(), null, library);
        try {
            StackProbe.probe();
            if (plain) {
                PLAIN.invokeExact(address);
            } else {
                Failures.check((long) CHECKED.invokeExact(address));
            }
            frame.rethrow();
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }
}
