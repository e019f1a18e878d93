package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * A closure type of a descriptor, for the closures that Java lends and gives to a library.
 *
 * @param <T> the functional interface
 */
public final class ClosureType<T> extends HostType<T> {

    private final Access access;

    private ClosureType(
            String name,
            Class<T> type,
            Access access,
            MethodHandles.Lookup lookup,
            Class<?> owner,
            String method,
            FunctionDescriptor shape) {
        super(name, type, List.of(Upcalls.stub(lookup, owner, method, shape, Arena.global())));
        this.access = access;
    }

    /**
     * Makes the table of a {@code FnMut}: one that is running is not called.
     *
     * @param name for messages: {@code on_link(visit)}
     * @param type the functional interface
     * @param method a static method of {@code owner}; its first parameter is the data word, and it throws nothing
     * @param shape of that method, with pointers as {@code JAVA_LONG}
     */
    public static <T> ClosureType<T> mutable(
            String name,
            Class<T> type,
            MethodHandles.Lookup lookup,
            Class<?> owner,
            String method,
            FunctionDescriptor shape) {
        return new ClosureType<>(name, type, Access.EXCLUSIVE, lookup, owner, method, shape);
    }

    /** The same for {@code Fn}, which may be called while it is running. */
    public static <T> ClosureType<T> shared(
            String name,
            Class<T> type,
            MethodHandles.Lookup lookup,
            Class<?> owner,
            String method,
            FunctionDescriptor shape) {
        return new ClosureType<>(name, type, Access.SHARED, lookup, owner, method, shape);
    }

    /** The same for {@code FnOnce}, which is called once. */
    public static <T> ClosureType<T> once(
            String name,
            Class<T> type,
            MethodHandles.Lookup lookup,
            Class<?> owner,
            String method,
            FunctionDescriptor shape) {
        return new ClosureType<>(name, type, Access.ONCE, lookup, owner, method, shape);
    }

    Access access() {
        return access;
    }

    @Override
    boolean isClosure() {
        return true;
    }
}
