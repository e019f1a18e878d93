package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * A closure type or an interface that Java implements for libraries: the native tables, and the native functions in them,
 * through which all its closures or objects are called. Which one is meant says the data word, at each call. It is kept
 * in a static final field and lives as long as the process.
 *
 * @param <T> what implements it
 */
public abstract sealed class HostType<T> permits ClosureType, FunctionType, InterfaceType, HostWaker {

    private static final long DROP = 0;
    private static final long CLONE = 8;
    private static final long ALIGN = 24;
    private static final long SLOTS = 32;
    private static final long FIRST_SLOT = 40;

    private final String name;
    private final Class<T> type;
    private final long table;
    private final long countedTable;
    private final long code;

    HostType(String name, Class<T> type, List<MemorySegment> methods) {
        this.name = name;
        this.type = type;
        this.table = table(methods, 0);
        this.countedTable = table(methods, HostTargets.RETAIN);
        this.code = methods.isEmpty() ? 0 : methods.getFirst().address();
    }

    private static long table(List<MemorySegment> methods, long clone) {
        MemorySegment table = Arena.global().allocate(FIRST_SLOT + 8L * methods.size(), 8);
        table.set(ValueLayout.JAVA_LONG, DROP, HostTargets.DROP);
        table.set(ValueLayout.JAVA_LONG, CLONE, clone);
        table.set(ValueLayout.JAVA_LONG, ALIGN, 1);
        table.set(ValueLayout.JAVA_LONG, SLOTS, methods.size());
        for (int i = 0; i < methods.size(); i++) {
            table.set(ValueLayout.JAVA_LONG, FIRST_SLOT + 8L * i, methods.get(i).address());
        }
        return table.address();
    }

    /** The table word to pass for what is lent or given as {@code Box}. */
    public long table() {
        return table;
    }

    /** The address of its first function, what C is passed for a closure, beside its data; 0 where there is none. */
    public long code() {
        return code;
    }

    /** The table word to pass for what is given as {@code Arc}. */
    long countedTable() {
        return countedTable;
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
