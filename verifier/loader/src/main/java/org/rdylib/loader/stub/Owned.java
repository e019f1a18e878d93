package org.rdylib.loader.stub;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.InvalidValueException;

/**
 * Owned values that Java was given: {@code Vec<T>} and {@code String} are {@code {data, length, capacity, free}}, {@code
 * Box<[T]>} and {@code Box<str>} {@code {data, length, free}}, {@code Box<T>} is {@code {data, free}}, {@code Arc<T>} is
 * {@code {data, table}}. They are copied out, and then freed by the function that their maker put there.
 *
 * <p>To read one is not to free it: it may be read through a reference. Generated code frees what it owns in a {@code
 * finally}, so that it is freed as well where it could not be read to its end. A value of which the words contradict one
 * another is not freed: there is nothing to be known about it.
 */
public final class Owned {

    private static final long LENGTH = 8;
    private static final long CAPACITY = 16;
    private static final long VECTOR_FREE = 24;
    private static final long SLICE_FREE = 16;
    private static final long BOX_FREE = 8;
    private static final long TABLE = 8;

    private static final MethodHandle FREE = Downcalls.handle(
            FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

    private static final MethodHandle DROP = Downcalls.handle(FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));

    private Owned() {}

    /** Frees what a value at an address owns. */
    @FunctionalInterface
    public interface Freer {

        /** The value at {@code at} is no more. */
        void free(long at);
    }

    /** Which fields of a struct are meant, by their index. */
    @FunctionalInterface
    public interface Fields {

        /** Whether a field is. */
        boolean has(int field);
    }

    /** Frees what the fields of a struct own that may have grown, each on its own. */
    @FunctionalInterface
    public interface FieldsFreer {

        /** Those {@code fields} of the struct at {@code at} are no more, but for what {@code received} has taken over. */
        void free(Receiving received, Fields fields, long at);
    }

    /**
     * The number of elements of a {@code Vec}, or of bytes of a {@code String}.
     *
     * @throws InvalidValueException if nobody could free it, or if there is no place for that many
     */
    public static long vectorLength(long at, String place) {
        long length = Memory.getLong(at + LENGTH);
        long capacity = Memory.getLong(at + CAPACITY);
        if (Long.compareUnsigned(length, capacity) > 0) {
            throw new InvalidValueException(place + ": a length of " + Long.toUnsignedString(length)
                    + " and a capacity of " + Long.toUnsignedString(capacity));
        }
        requireFree(at + VECTOR_FREE, place);
        return length;
    }

    /**
     * The number of elements of a {@code Box<[T]>}, or of bytes of a {@code Box<str>}.
     *
     * @throws InvalidValueException if nobody could free it
     */
    public static long sliceLength(long at, String place) {
        requireFree(at + SLICE_FREE, place);
        return Memory.getLong(at + LENGTH);
    }

    /**
     * Where the contents of a {@code Box<T>} are.
     *
     * @throws InvalidValueException if that is null or not aligned, or if nobody could free it
     */
    public static long box(long at, long align, String place) {
        requireFree(at + BOX_FREE, place);
        return Values.reference(Memory.getLong(at), align, place);
    }

    /**
     * Where the contents of an {@code Arc<T>} are.
     *
     * @throws InvalidValueException if that is null or not aligned, or if nobody could release it
     */
    public static long shared(long at, long align, String place) {
        long table = Memory.getLong(at + TABLE);
        if (table == 0) {
            throw new InvalidValueException(place + ": a shared value without a table");
        }
        if (Memory.getLong(table) == 0) {
            throw new InvalidValueException(place + ": a shared value whose table has no drop");
        }
        return Values.reference(Memory.getLong(at), align, place);
    }

    private static void requireFree(long at, String place) {
        if (Memory.getLong(at) == 0) {
            throw new InvalidValueException(place + ": an owned value without a function to free it");
        }
    }

    /**
     * A copy of a {@code String}.
     *
     * @throws InvalidValueException if it is none, or not UTF-8
     */
    public static String string(long at, String place) {
        return Values.string(Memory.getLong(at), vectorLength(at, place), place);
    }

    /**
     * A copy of a {@code Box<str>}.
     *
     * @throws InvalidValueException if it is none, or not UTF-8
     */
    public static String boxedString(long at, String place) {
        return Values.string(Memory.getLong(at), sliceLength(at, place), place);
    }

    /** Frees a {@code Vec} with its elements, or a {@code String}; nothing, if the data pointer is null. */
    public static void freeVector(long at) {
        free(at, VECTOR_FREE, Memory.getLong(at + LENGTH), Memory.getLong(at + CAPACITY));
    }

    /** Frees a {@code Box<[T]>} with its elements, or a {@code Box<str>}; nothing, if the data pointer is null. */
    public static void freeSlice(long at) {
        long length = Memory.getLong(at + LENGTH);
        free(at, SLICE_FREE, length, length);
    }

    /** Frees a {@code Box<T>} with its contents; nothing, if the data pointer is null. */
    public static void freeBox(long at) {
        free(at, BOX_FREE, 1, 1);
    }

    /** Frees a {@code Vec} whose elements have given something away: each is freed on its own. */
    public static void freeVector(long at, long stride, Freer element) {
        long length = Memory.getLong(at + LENGTH);
        long capacity = Memory.getLong(at + CAPACITY);
        if (isSound(at, VECTOR_FREE, length, capacity)) {
            each(Memory.getLong(at), length, stride, element);
            call(at, VECTOR_FREE, 0, capacity);
        }
    }

    /** Frees a {@code Box<[T]>} whose elements have given something away: each is freed on its own. */
    public static void freeSlice(long at, long stride, Freer element) {
        long length = Memory.getLong(at + LENGTH);
        if (isSound(at, SLICE_FREE, length, length)) {
            each(Memory.getLong(at), length, stride, element);
            call(at, SLICE_FREE, 0, length);
        }
    }

    /** Frees a {@code Box<T>} whose contents have given something away, and are freed on their own. */
    public static void freeBox(long at, Freer contents) {
        if (isSound(at, BOX_FREE, 1, 1)) {
            contents.free(Memory.getLong(at));
            call(at, BOX_FREE, 0, 1);
        }
    }

    /** What frees what is in a {@code Box<T>} that Java has made; null if it has not, or if that owns nothing. */
    static @Nullable Freer freerOf(long at) {
        return Memory.getLong(at + BOX_FREE) == Pieces.FREE ? Pieces.freerOf(Memory.getLong(at)) : null;
    }

    /** Ends what a pointer at an address leads to, by a function; nothing, if either is null. */
    static void end(long drop, long at) {
        long data = Memory.getLong(at);
        if (data != 0 && drop != 0) {
            try {
                DROP.invokeExact(MemorySegment.ofAddress(drop), data);
            } catch (Throwable thrown) {
                throw Failures.rethrow(thrown);
            }
        }
    }

    /** Releases an {@code Arc<T>}, of which others may have their share; nothing, if the data pointer is null. */
    public static void release(long at) {
        long table = Memory.getLong(at + TABLE);
        if (Memory.getLong(at) <= 0 || table == 0) {
            return;
        }
        if (table == SharedPieces.TABLE) {
            SharedPieces.dropped(Memory.getLong(at));
            return;
        }
        end(Memory.getLong(table), at);
    }

    /** Frees values that lie one behind the other. */
    public static void each(long at, long count, long stride, Freer element) {
        for (long i = 0; i < count; i++) {
            element.free(at + i * stride);
        }
    }

    private static void free(long at, long function, long live, long capacity) {
        if (isSound(at, function, live, capacity)) {
            call(at, function, live, capacity);
        }
    }

    private static boolean isSound(long at, long function, long length, long capacity) {
        return Memory.getLong(at) > 0 // not null, nor where no program has memory
                && Memory.getLong(at + function) != 0
                && length >= 0
                && length <= capacity;
    }

    private static void call(long at, long function, long live, long capacity) {
        long free = Memory.getLong(at + function);
        if (free == Pieces.FREE) {
            Pieces.freed(Memory.getLong(at), live, capacity);
            return;
        }
        try {
            FREE.invokeExact(MemorySegment.ofAddress(free), Memory.getLong(at), live, capacity);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        }
    }
}
