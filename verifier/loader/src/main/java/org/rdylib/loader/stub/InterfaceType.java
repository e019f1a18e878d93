package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An interface of a descriptor, for the objects of Java that implement it and are passed to a library.
 *
 * @param <T> what is called
 */
public final class InterfaceType<T> extends HostType<T> {

    /**
     * How a method is called.
     *
     * @param method a static method; its first parameter is the data word, and it throws nothing
     * @param shape of that method, with pointers as {@code JAVA_LONG}
     * @param isOptional whether an object may lack it
     * @param exhausted what it answers where it cannot be called
     */
    public record Entry(String method, FunctionDescriptor shape, boolean isOptional, Exhausted exhausted) {
        /** One that answers failures. */
        public Entry(String method, FunctionDescriptor shape, boolean isOptional) {
            this(method, shape, isOptional, Exhausted.FAILING);
        }

        /** One that every object has, and that answers failures. */
        public Entry(String method, FunctionDescriptor shape) {
            this(method, shape, false);
        }
    }

    /**
     * Makes the tables.
     *
     * @param name for messages
     * @param owner of the methods
     * @param entries in the order of the descriptor
     */
    public InterfaceType(String name, Class<T> type, MethodHandles.Lookup lookup, Class<?> owner, Entry... entries) {
        super(name, type, stubs(lookup, owner, entries), optional(entries));
    }

    private static List<MemorySegment> stubs(MethodHandles.Lookup lookup, Class<?> owner, Entry... entries) {
        return Arrays.stream(entries)
                .map(entry ->
                        Upcalls.stub(lookup, owner, entry.method(), entry.shape(), entry.exhausted(), Arena.global()))
                .toList();
    }

    private static List<Integer> optional(Entry... entries) {
        return IntStream.range(0, entries.length)
                .filter(i -> entries[i].isOptional())
                .boxed()
                .toList();
    }

    @Override
    boolean isClosure() {
        return false;
    }
}
