package org.rdylib.loader.stub;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.InvalidValueException;

/** The table of a library's object: {@code drop}, {@code clone}, {@code size}, {@code align}, {@code slots}, the slots. */
final class ObjectTable {

    private static final long DROP = 0;
    private static final long CLONE = 8;
    private static final long SLOTS = 4 * 8L;
    private static final long FIRST_SLOT = 5 * 8L;

    private static final MethodHandle CLONE_HANDLE =
            Downcalls.handle(FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle DROP_HANDLE = Downcalls.handle(FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));

    private ObjectTable() {}

    /**
     * Returns if there is an object.
     *
     * @throws InvalidValueException if not
     */
    static void checkPresent(long data, long table, String place) {
        if (data == 0 || table == 0) {
            throw new InvalidValueException(place + ": an object with a null " + (data == 0 ? "data" : "table"));
        }
    }

    /**
     * The address of the function that drops an object, which is there, and can be retained, if it is to be counted.
     *
     * @throws InvalidValueException if it is not
     */
    static long dropOf(long data, long table, Terms terms, String place) {
        checkPresent(data, table, place);
        long drop = Memory.getLong(table + DROP);
        if (drop == 0) {
            throw new InvalidValueException(place + ": an object whose table has no drop");
        }
        if (terms.holder() == Terms.Holder.ARC && Memory.getLong(table + CLONE) == 0) {
            throw new InvalidValueException(place + ": an object of an Arc whose table has no clone");
        }
        return drop;
    }

    /**
     * Checks that a table has these methods.
     *
     * @throws InvalidValueException if it has not
     */
    static void checkSlots(long table, List<String> methods, String place) {
        String wrong = wrongSlot(table, methods);
        if (!wrong.isEmpty()) {
            throw new InvalidValueException(place + ": an object whose table has " + wrong);
        }
    }

    /** The same of an object that can be dropped, and then is. */
    static void checkSlots(ForeignHandle object, long table, List<String> methods, String place) {
        try {
            checkSlots(table, methods, place);
        } catch (InvalidValueException thrown) {
            object.close();
            throw thrown;
        }
    }

    private static String wrongSlot(long table, List<String> methods) {
        long slots = Memory.getLong(table + SLOTS);
        if (Long.compareUnsigned(slots, methods.size()) < 0) {
            return Long.toUnsignedString(slots) + " slots instead of " + methods.size() + ", none for "
                    + methods.get((int) slots);
        }
        for (int i = 0; i < methods.size(); i++) {
            if (Memory.getLong(table + FIRST_SLOT + i * 8L) == 0) {
                return "null in slot " + i + ", that of " + methods.get(i);
            }
        }
        return "";
    }

    static boolean has(long table, int index) {
        return Long.compareUnsigned(index, Memory.getLong(table + SLOTS)) < 0
                && Memory.getLong(table + FIRST_SLOT + index * 8L) != 0;
    }

    /** The address of a method. */
    static MemorySegment slot(long table, int index) {
        return MemorySegment.ofAddress(Memory.getLong(table + FIRST_SLOT + index * 8L));
    }

    /** Drops an object that no handle was made for, inside the call that it comes from; nothing, if it is none. */
    static void drop(@Nullable Library library, long data, long table) {
        if (data == 0 || table == 0 || Memory.getLong(table + DROP) == 0) {
            return;
        }
        if (library == null) {
            // Inside a call from it, or it is of Java's own making.
            destroy(data, Memory.getLong(table + DROP));
        } else {
            destroy(library, data, Memory.getLong(table + DROP));
        }
    }

    /** Drops an object or opaque value that no handle was made for, inside the call that it comes from. */
    static void destroy(Library library, long data, long drop) {
        CallFrame frame = library.open(CallStack.current());
        try {
            destroy(data, drop);
        } finally {
            frame.close();
        }
    }

    /** Destroys and frees an object by the function at {@code drop}, inside a call. */
    static void destroy(long data, long drop) {
        try {
            DROP_HANDLE.invokeExact(MemorySegment.ofAddress(drop), data);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        }
    }

    /**
     * One more of an object, inside a call: the same, which is counted once more, or a clone of one that is not shared.
     *
     * @param place where it comes from, for messages
     * @throws InvalidValueException if the library has none
     */
    static long cloned(long data, long table, String place) {
        long clone;
        try {
            clone = (long) CLONE_HANDLE.invokeExact(MemorySegment.ofAddress(Memory.getLong(table + CLONE)), data);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        }
        if (clone == 0) {
            throw new InvalidValueException(place + ": an object that is null when it is cloned");
        }
        return clone;
    }
}
