package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;

/**
 * A closure type of a descriptor: the one native table, and the one native function in it, through which all its
 * closures are called. Which closure is meant says the data word, at each call. It is kept in a static final field and
 * lives as long as the process.
 *
 * @param <T> the functional interface
 */
public final class ClosureType<T> {

    private static final long SLOTS = 4 * 8L;
    private static final long CALL = 5 * 8L;

    private final String name;
    private final Class<T> type;
    private final boolean reentrant;
    private final long table;

    private ClosureType(String name, Class<T> type, boolean reentrant, long table) {
        this.name = name;
        this.type = type;
        this.reentrant = reentrant;
        this.table = table;
    }

    /**
     * Makes the table of a type whose closures are lent as {@code &mut dyn FnMut}: one that is running is not called.
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
        return new ClosureType<>(name, type, false, table(lookup, owner, method, shape));
    }

    /** The same for {@code dyn Fn}, which may be called while it is running. */
    public static <T> ClosureType<T> shared(
            String name,
            Class<T> type,
            MethodHandles.Lookup lookup,
            Class<?> owner,
            String method,
            FunctionDescriptor shape) {
        return new ClosureType<>(name, type, true, table(lookup, owner, method, shape));
    }

    private static long table(MethodHandles.Lookup lookup, Class<?> owner, String method, FunctionDescriptor shape) {
        MemorySegment call = Upcalls.stub(lookup, owner, method, shape, Arena.global());
        // drop and clone stay null: neither is used behind a reference.
        MemorySegment table = Arena.global().allocate(CALL + 8, 8);
        table.set(ValueLayout.JAVA_LONG, 24, 1); // align
        table.set(ValueLayout.JAVA_LONG, SLOTS, 1);
        table.set(ValueLayout.JAVA_LONG, CALL, call.address());
        return table.address();
    }

    /** The table word to pass. */
    public long table() {
        return table;
    }

    /** Whether a closure may be called while it is running. */
    boolean isReentrant() {
        return reentrant;
    }

    T cast(Object closure) {
        return type.cast(closure);
    }

    String name() {
        return name;
    }
}
