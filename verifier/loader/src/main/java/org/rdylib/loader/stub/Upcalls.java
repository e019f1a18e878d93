package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.Callable;
import org.rdylib.loader.internal.EntryMethod;
import org.rdylib.loader.internal.NativeAccess;

/** Native functions that call static methods. */
@SuppressWarnings("restricted") // what needs native access stands in few places, and this is one
final class Upcalls {

    private Upcalls() {}

    /**
     * What calls a method where there is stack for it, and else answers for it.
     *
     * @param lookup of the class that the method is one of
     * @param bound the types of its parameters before those that the library passes
     * @throws IllegalArgumentException if there is none
     */
    static MethodHandle method(MethodHandles.Lookup lookup, Entry entry, Class<?>... bound) {
        return Roomy.run(new Defining(lookup, entry, List.of(bound)));
    }

    /** The same where there is room for it, and callbacks can be made. */
    static MethodHandle defined(MethodHandles.Lookup lookup, Entry entry, List<Class<?>> bound) {
        MethodType type = entry.shape().toMethodType().insertParameterTypes(0, bound);
        String name = lookup.lookupClass().getName() + "." + entry.method() + type;
        if (entry.exhausted().isFailure() && type.returnType() != long.class) {
            throw new IllegalArgumentException(name + " answers no failure");
        }
        try {
            return EntryMethod.define(
                    lookup, entry.method(), type, entry.exhausted().answer());
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalArgumentException("there is no " + name, e);
        }
    }

    /** A native function that calls a method; its memory ends with {@code arena}. */
    static MemorySegment stub(MethodHandles.Lookup lookup, Entry entry, Arena arena) {
        NativeAccess.require();
        return Roomy.run(new Linking(new Defining(lookup, entry, List.of()), arena));
    }

    /** The same for a method whose first parameters are bound, where there is room for it. */
    static MemorySegment stub(MethodHandle target, FunctionDescriptor shape, Arena arena) {
        return Linker.nativeLinker().upcallStub(target, shape, arena);
    }

    private record Linking(Defining defining, Arena arena) implements Callable<MemorySegment> {
        @Override
        public MemorySegment call() {
            return stub(defining.call(), defining.entry().shape(), arena);
        }
    }

    private record Defining(MethodHandles.Lookup lookup, Entry entry, List<Class<?>> bound)
            implements Callable<MethodHandle> {
        @Override
        public MethodHandle call() {
            Readiness.requireForCallbacks();
            return defined(lookup, entry, bound);
        }
    }
}
