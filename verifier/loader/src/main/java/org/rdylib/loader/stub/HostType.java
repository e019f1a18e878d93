package org.rdylib.loader.stub;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A closure type or an interface that Java implements for libraries: the native tables, and the native functions in them,
 * through which all its closures or objects are called. Which one is meant says the data word, at each call. It is kept
 * in a static final field and lives as long as the process.
 *
 * @param <T> what implements it
 */
public abstract sealed class HostType<T> permits ClosureType, FunctionType, InterfaceType, HostWaker {

    private final String name;
    private final Class<T> type;
    private final Tables tables;
    private final long code;

    HostType(String name, Class<T> type, List<MemorySegment> methods) {
        this(name, type, methods, List.of());
    }

    /** @param optional the positions of the methods that what implements it may lack */
    HostType(String name, Class<T> type, List<MemorySegment> methods, List<Integer> optional) {
        this.name = name;
        this.type = type;
        this.tables = Tables.of(methods, optional);
        this.code = methods.isEmpty() ? 0 : methods.getFirst().address();
    }

    /** The table word to pass for what is lent or given as {@code Box}, if no method is optional. */
    public long table() {
        return tables.table();
    }

    /** Its tables: several, if it has optional methods. */
    public Tables tables() {
        return tables;
    }

    /** The address of its first function, what C is passed for a closure, beside its data; 0 where there is none. */
    public long code() {
        return code;
    }

    /** Whether it is a closure type. */
    abstract boolean isClosure();

    /** What was lent or given as one of this type, which the compiler has seen to: to ask again takes as long as a call. */
    @SuppressWarnings("unchecked")
    T cast(Object target) {
        assert type.isInstance(target);
        return (T) target;
    }

    String name() {
        return name;
    }

    /** How something is used by a call. */
    enum Access {
        /** Beside others. */
        SHARED,
        /** Alone. */
        EXCLUSIVE,
        /** Alone, and for the last time. */
        ONCE
    }
}
