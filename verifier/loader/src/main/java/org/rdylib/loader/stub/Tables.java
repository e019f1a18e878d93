package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The native tables for what implements a type and has the same of its optional methods. Which those are is said one after
 * the other ({@link #with}), in the order of the descriptor; once all of them are said, there are tables. They are made
 * when they are first asked for, and live as long as the process, since nobody knows how long a library keeps them.
 */
public final class Tables {

    private static final long DROP = 0;
    private static final long CLONE = 8;
    private static final long ALIGN = 24;
    private static final long SLOTS = 32;
    private static final long FIRST_SLOT = 40;

    /** What a slot has that nobody is to call. */
    private static final long ABSENT = 0;

    private final List<Long> slots;

    /** The slots of the optional methods of which nothing is said yet. */
    private final List<Integer> open;

    private final long table;
    private final long countedTable;
    private volatile @Nullable Tables having;
    private volatile @Nullable Tables lacking;

    private Tables(List<Long> slots, List<Integer> open) {
        this.slots = List.copyOf(slots);
        this.open = List.copyOf(open);
        this.table = open.isEmpty() ? table(slots, 0) : 0;
        this.countedTable = open.isEmpty() ? table(slots, HostTargets.RETAIN) : 0;
    }

    /** Those of a type with these methods. */
    static Tables of(List<MemorySegment> methods, List<Integer> optional) {
        return new Tables(methods.stream().map(MemorySegment::address).toList(), optional);
    }

    private static long table(List<Long> slots, long clone) {
        MemorySegment table = Arena.global().allocate(FIRST_SLOT + 8L * slots.size(), 8);
        table.set(ValueLayout.JAVA_LONG, DROP, HostTargets.DROP);
        table.set(ValueLayout.JAVA_LONG, CLONE, clone);
        table.set(ValueLayout.JAVA_LONG, ALIGN, 1);
        table.set(ValueLayout.JAVA_LONG, SLOTS, slots.size());
        for (int i = 0; i < slots.size(); i++) {
            table.set(ValueLayout.JAVA_LONG, FIRST_SLOT + 8L * i, slots.get(i));
        }
        return table.address();
    }

    /**
     * Those of what has the next optional method, or has not.
     *
     * @throws IndexOutOfBoundsException if there is none of which that has not been said
     */
    public Tables with(boolean present) {
        Tables known = present ? having : lacking;
        return known == null ? make(present) : known;
    }

    private synchronized Tables make(boolean present) {
        Tables known = present ? having : lacking;
        if (known != null) {
            return known;
        }
        List<Long> decided = new ArrayList<>(slots);
        if (!present) {
            decided.set(open.getFirst(), ABSENT);
        }
        Tables made = new Tables(decided, open.subList(1, open.size()));
        if (present) {
            having = made;
        } else {
            lacking = made;
        }
        return made;
    }

    /** The table word to pass for what is lent or given as {@code Box}. */
    public long table() {
        return require(table);
    }

    /** The table word to pass for what is given as {@code Arc}. */
    long countedTable() {
        return require(countedTable);
    }

    private long require(long made) {
        if (made == 0) {
            throw new IllegalStateException("there is no table before it is known which optional methods there are");
        }
        return made;
    }
}
