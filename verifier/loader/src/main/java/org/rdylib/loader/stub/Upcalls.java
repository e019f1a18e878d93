package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;
import org.rdylib.loader.internal.EntryMethod;
import org.rdylib.loader.internal.NativeAccess;

/** Native functions that call static methods. */
@SuppressWarnings("restricted") // what needs native access stands in few places, and this is one
public final class Upcalls {

    private Upcalls() {}

    /**
     * A static method of generated code that answers failures, for {@link ImportFunction}.
     *
     * @param type of all its parameters, those that are to be bound included
     * @throws IllegalArgumentException if there is none
     */
    public static MethodHandle method(MethodHandles.Lookup lookup, Class<?> owner, String method, MethodType type) {
        return method(lookup, owner, method, type, Exhausted.FAILING);
    }

    /** The same of one that C calls, which answers none. */
    public static MethodHandle method(
            MethodHandles.Lookup lookup, Class<?> owner, String method, MethodType type, Exhausted exhausted) {
        return Roomy.run(new Entry(lookup, owner, method, type, exhausted));
    }

    /** The same where there is room for it, and callbacks can be made. */
    static MethodHandle entry(
            MethodHandles.Lookup lookup, Class<?> owner, String method, MethodType type, Exhausted exhausted) {
        if (exhausted.isFailure() && type.returnType() != long.class) {
            throw new IllegalArgumentException(owner.getName() + "." + method + type + " answers no failure");
        }
        try {
            return EntryMethod.define(lookup, owner, method, type, exhausted.answer());
        } catch (NoSuchMethodException | IllegalAccessException e) {
            throw new IllegalArgumentException(owner.getName() + " has no " + method + type, e);
        }
    }

    /** A native function that calls a static method, which answers failures; its memory ends with {@code arena}. */
    static MemorySegment stub(
            MethodHandles.Lookup lookup, Class<?> owner, String method, FunctionDescriptor shape, Arena arena) {
        return stub(lookup, owner, method, shape, Exhausted.FAILING, arena);
    }

    /** The same of a method that answers none. */
    static MemorySegment stub(
            MethodHandles.Lookup lookup,
            Class<?> owner,
            String method,
            FunctionDescriptor shape,
            Exhausted exhausted,
            Arena arena) {
        NativeAccess.require();
        return Roomy.run(new Linking(new Entry(lookup, owner, method, shape.toMethodType(), exhausted), shape, arena));
    }

    /** The same for a method whose first parameters are bound, where there is room for it. */
    static MemorySegment stub(MethodHandle target, FunctionDescriptor shape, Arena arena) {
        return Linker.nativeLinker().upcallStub(target, shape, arena);
    }

    private record Linking(Entry entry, FunctionDescriptor shape, Arena arena) implements Callable<MemorySegment> {
        @Override
        public MemorySegment call() {
            return stub(entry.call(), shape, arena);
        }
    }

    private record Entry(
            MethodHandles.Lookup lookup, Class<?> owner, String method, MethodType type, Exhausted exhausted)
            implements Callable<MethodHandle> {
        @Override
        public MethodHandle call() {
            Readiness.requireForCallbacks();
            return entry(lookup, owner, method, type, exhausted);
        }
    }
}
