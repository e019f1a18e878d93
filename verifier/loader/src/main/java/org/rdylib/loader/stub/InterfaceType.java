package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
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
     * Makes the tables.
     *
     * @param name for messages
     * @param lookup of the class that the entries are methods of
     * @param entries in the order of the descriptor; the first parameter of each is the data word
     */
    public InterfaceType(String name, Class<T> type, MethodHandles.Lookup lookup, Entry... entries) {
        super(name, type, stubs(lookup, entries), optional(entries));
    }

    private static List<MemorySegment> stubs(MethodHandles.Lookup lookup, Entry... entries) {
        return Arrays.stream(entries)
                .map(entry -> Upcalls.stub(lookup, entry, Arena.global()))
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
