package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * A type of closures or futures of a descriptor, for those that Java lends and gives to a library.
 *
 * @param <T> the functional interface, or what stands for it
 */
public final class ClosureType<T> extends HostType<T> {

    private final Access access;
    private final boolean isClosure;

    private ClosureType(
            String name,
            Class<T> type,
            Access access,
            boolean isClosure,
            MethodHandles.Lookup lookup,
            Class<?> owner,
            String method,
            FunctionDescriptor shape,
            Exhausted exhausted) {
        super(name, type, List.of(Upcalls.stub(lookup, owner, method, shape, exhausted, Arena.global())));
        this.access = access;
        this.isClosure = isClosure;
    }

    /**
     * Makes the table of a {@code FnMut}: one that is running is not called.
     *
     * @param name for messages: {@code on_link(visit)}
     * @param type the functional interface
     * @param method a static method of {@code owner}; its first parameter is the data word, and it throws nothing
     * @param shape of that method, with pointers as {@code JAVA_LONG}; it answers failures
     */
    public static <T> ClosureType<T> mutable(
            String name,
            Class<T> type,
            MethodHandles.Lookup lookup,
            Class<?> owner,
            String method,
            FunctionDescriptor shape) {
        return mutable(name, type, lookup, owner, method, shape, Exhausted.FAILING);
    }

    /** The same of one that C calls, which answers no failures. */
    public static <T> ClosureType<T> mutable(
            String name,
            Class<T> type,
            MethodHandles.Lookup lookup,
            Class<?> owner,
            String method,
            FunctionDescriptor shape,
            Exhausted exhausted) {
        return new ClosureType<>(name, type, Access.EXCLUSIVE, true, lookup, owner, method, shape, exhausted);
    }

    /** The same for {@code Fn}, which may be called while it is running. */
    public static <T> ClosureType<T> shared(
            String name,
            Class<T> type,
            MethodHandles.Lookup lookup,
            Class<?> owner,
            String method,
            FunctionDescriptor shape) {
        return shared(name, type, lookup, owner, method, shape, Exhausted.FAILING);
    }

    /** The same of one that C calls, which answers no failures. */
    public static <T> ClosureType<T> shared(
            String name,
            Class<T> type,
            MethodHandles.Lookup lookup,
            Class<?> owner,
            String method,
            FunctionDescriptor shape,
            Exhausted exhausted) {
        return new ClosureType<>(name, type, Access.SHARED, true, lookup, owner, method, shape, exhausted);
    }

    /** The same for {@code FnOnce}, which is called once. */
    public static <T> ClosureType<T> once(
            String name,
            Class<T> type,
            MethodHandles.Lookup lookup,
            Class<?> owner,
            String method,
            FunctionDescriptor shape) {
        return once(name, type, lookup, owner, method, shape, Exhausted.FAILING);
    }

    /** The same of one that C calls, which answers no failures. */
    public static <T> ClosureType<T> once(
            String name,
            Class<T> type,
            MethodHandles.Lookup lookup,
            Class<?> owner,
            String method,
            FunctionDescriptor shape,
            Exhausted exhausted) {
        return new ClosureType<>(name, type, Access.ONCE, true, lookup, owner, method, shape, exhausted);
    }

    /** The same for a future, whose method is {@code poll}: beside that, none runs. */
    public static <T> ClosureType<T> future(
            String name, Class<T> type, MethodHandles.Lookup lookup, Class<?> owner, String method) {
        FunctionDescriptor shape = ForeignFuture.POLL_SHAPE;
        return new ClosureType<>(name, type, Access.EXCLUSIVE, false, lookup, owner, method, shape, Exhausted.FAILING);
    }

    Access access() {
        return access;
    }

    @Override
    boolean isClosure() {
        return isClosure;
    }
}
