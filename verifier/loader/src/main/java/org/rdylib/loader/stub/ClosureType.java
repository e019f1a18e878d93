package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
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
            String name, Class<T> type, Access access, boolean isClosure, MethodHandles.Lookup lookup, Entry entry) {
        super(name, type, List.of(Upcalls.stub(lookup, entry, Arena.global())));
        this.access = access;
        this.isClosure = isClosure;
    }

    /**
     * Makes the table of a {@code FnMut}: one that is running is not called.
     *
     * @param name for messages: {@code on_link(visit)}
     * @param type the functional interface
     * @param lookup of the class that the entry is a method of
     * @param entry its first parameter, or the one that it says, is the data word
     */
    public static <T> ClosureType<T> mutable(String name, Class<T> type, MethodHandles.Lookup lookup, Entry entry) {
        return new ClosureType<>(name, type, Access.EXCLUSIVE, true, lookup, entry);
    }

    /** The same for {@code Fn}, which may be called while it is running. */
    public static <T> ClosureType<T> shared(String name, Class<T> type, MethodHandles.Lookup lookup, Entry entry) {
        return new ClosureType<>(name, type, Access.SHARED, true, lookup, entry);
    }

    /** The same for {@code FnOnce}, which is called once. */
    public static <T> ClosureType<T> once(String name, Class<T> type, MethodHandles.Lookup lookup, Entry entry) {
        return new ClosureType<>(name, type, Access.ONCE, true, lookup, entry);
    }

    /** The same for a future: beside the method {@code poll}, which answers failures, none runs. */
    public static <T> ClosureType<T> future(String name, Class<T> type, MethodHandles.Lookup lookup, String poll) {
        Entry entry = new Entry(poll, ForeignFuture.POLL_SHAPE);
        return new ClosureType<>(name, type, Access.EXCLUSIVE, false, lookup, entry);
    }

    Access access() {
        return access;
    }

    @Override
    boolean isClosure() {
        return isClosure;
    }
}
