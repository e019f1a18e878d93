package org.rdylib.loader.stub;

import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * A function that the host provides to the library.
 *
 * @param name as the descriptor has it
 * @param target what is called, with the host's object bound; it throws nothing
 * @param shape of the native function, with pointers as {@code JAVA_LONG}
 */
public record ImportFunction(String name, MethodHandle target, FunctionDescriptor shape) {

    /**
     * One that calls a method.
     *
     * @param lookup of the class that the entry is a method of
     * @param entry it has two parameters before those of its shape: the library, and what the host provides
     * @param type the interface of what the host provides
     */
    public static <T> ImportFunction of(
            String name, MethodHandles.Lookup lookup, Entry entry, Library library, Class<T> type, T provided) {
        MethodHandle method = Upcalls.method(lookup, entry, Library.class, type);
        return new ImportFunction(name, MethodHandles.insertArguments(method, 0, library, provided), entry.shape());
    }
}
