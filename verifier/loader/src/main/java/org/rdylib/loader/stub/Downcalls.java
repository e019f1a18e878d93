package org.rdylib.loader.stub;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.concurrent.Callable;
import org.rdylib.loader.internal.NativeAccess;

/** Handles that call native functions, one for each shape. */
@SuppressWarnings("restricted") // what needs native access stands in few places, and this is one
public final class Downcalls {

    private Downcalls() {}

    /**
     * A handle for functions of that shape. Its first parameter is the function's address, a {@code MemorySegment}; a
     * shape that returns a struct by value has a {@code SegmentAllocator} next, for which {@link CallFrame} serves.
     *
     * <p>Making one takes milliseconds: it is to be kept in a static final field of a class that is loaded when it is
     * needed.
     *
     * @param shape with pointers as {@code JAVA_LONG}
     */
    public static MethodHandle handle(FunctionDescriptor shape) {
        return link(shape);
    }

    /** The same for functions that neither block nor call back: they are called without leaving Java. */
    public static MethodHandle leaf(FunctionDescriptor shape) {
        return link(shape, Linker.Option.critical(false));
    }

    private static MethodHandle link(FunctionDescriptor shape, Linker.Option... options) {
        NativeAccess.require();
        return Roomy.run(new Linking(shape, List.of(options)));
    }

    private record Linking(FunctionDescriptor shape, List<Linker.Option> options) implements Callable<MethodHandle> {
        @Override
        public MethodHandle call() {
            return Linker.nativeLinker().downcallHandle(shape, options.toArray(new Linker.Option[0]));
        }
    }
}
