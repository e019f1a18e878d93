package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;
import org.rdylib.loader.internal.NativeAccess;

/** Native functions that call static methods. */
@SuppressWarnings("restricted") // what needs native access stands in few places, and this is one
public final class Upcalls {

    private Upcalls() {}

    /**
     * A static method of generated code, for {@link ImportFunction}.
     *
     * @param type of all its parameters, those that are to be bound included
     * @throws IllegalArgumentException if there is none
     */
    public static MethodHandle method(MethodHandles.Lookup lookup, Class<?> owner, String method, MethodType type) {
        try {
            return lookup.findStatic(owner, method, type);
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalArgumentException(owner.getName() + " has no " + method + type, e);
        }
    }

    /** A native function that calls a static method; its memory ends with {@code arena}. */
    static MemorySegment stub(
            MethodHandles.Lookup lookup, Class<?> owner, String method, FunctionDescriptor shape, Arena arena) {
        NativeAccess.require();
        return Roomy.run(new Linking(lookup, owner, method, shape, arena));
    }

    /** The same for a method whose first parameters are bound, where there is room for it. */
    static MemorySegment stub(MethodHandle target, FunctionDescriptor shape, Arena arena) {
        return Linker.nativeLinker().upcallStub(target, shape, arena);
    }

    private record Linking(
            MethodHandles.Lookup lookup, Class<?> owner, String method, FunctionDescriptor shape, Arena arena)
            implements Callable<MemorySegment> {
        @Override
        public MemorySegment call() {
            Readiness.requireForCallbacks();
            return stub(Upcalls.method(lookup, owner, method, shape.toMethodType()), shape, arena);
        }
    }
}
