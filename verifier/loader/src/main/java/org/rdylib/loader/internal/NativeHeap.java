package org.rdylib.loader.internal;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Memory of the C library's heap: it is allocated and freed one piece at a time, on any thread. */
@SuppressWarnings("restricted") // what needs native access stands in few places, and this is one
public final class NativeHeap {

    /** What {@code malloc} aligns to on every 64-bit target. */
    private static final long MALLOC_ALIGN = 16;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MALLOC = handle("malloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
    private static final MethodHandle ALIGNED =
            handle("aligned_alloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle FREE = handle("free", FunctionDescriptor.ofVoid(JAVA_LONG));

    private NativeHeap() {}

    private static MethodHandle handle(String function, FunctionDescriptor shape) {
        NativeAccess.require();
        MemorySegment address = LINKER.defaultLookup().findOrThrow(function);
        return LINKER.downcallHandle(address, shape, Linker.Option.critical(false));
    }

    /**
     * The address of {@code size} bytes, not cleared.
     *
     * @param size at least 1
     * @param align a power of two
     * @throws OutOfMemoryError if there are not as many
     */
    public static long allocate(long size, long align) {
        long at = call(size, align);
        if (at == 0) {
            throw new OutOfMemoryError(size + " bytes of native memory for a value that a library is given");
        }
        return at;
    }

    private static long call(long size, long align) {
        try {
            return align <= MALLOC_ALIGN
                    ? (long) MALLOC.invokeExact(size)
                    : (long) ALIGNED.invokeExact(align, Math.addExact(size, align - 1) & -align);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** Frees what {@link #allocate} gave. */
    public static void free(long at) {
        try {
            FREE.invokeExact(at);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }
}
