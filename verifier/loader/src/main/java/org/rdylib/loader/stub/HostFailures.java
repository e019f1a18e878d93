package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The failures that Java answers libraries with. They are needed once a library can call Java, and not before. */
final class HostFailures {

    /** The struct and room for its message. */
    static final long SIZE = 512;

    private static final long MESSAGE = 24;

    /**
     * The callbacks of all that were ever made, by their addresses. A library may answer with a failure that is over, and
     * then its memory must still be ours: none of it is freed, and what is over is used again ({@link Callbacks}).
     */
    private static final ConcurrentHashMap<Long, Upcall> MADE = new ConcurrentHashMap<>();

    private static final MemorySegment DROP = Upcalls.stub(
            Upcalls.defined(MethodHandles.lookup(), Entry.unnoted("drop", Failures.DROP_SHAPE), List.of()),
            Failures.DROP_SHAPE,
            Arena.global());
    private static final MemorySegment EXHAUSTED = Arena.global().allocate(SIZE, 8);
    private static final MemorySegment OVERFLOWED = Arena.global().allocate(SIZE, 8);

    static {
        write(EXHAUSTED, "a Java callback found no stack or memory left to run in");
        write(OVERFLOWED, "a Java callback found no stack left to run in");
        Failures.expectOwn();
    }

    private HostFailures() {}

    /** The address of one that stands ready, and is never forgotten. */
    static long exhausted() {
        return EXHAUSTED.address();
    }

    /** The same of a callback that could not even be entered, for lack of stack. */
    static long overflowed() {
        return OVERFLOWED.address();
    }

    /** Makes one in {@code memory}; a message that is too long is cut. */
    static void write(MemorySegment memory, String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        int length = (int) Math.min(bytes.length, SIZE - MESSAGE);
        while (length < bytes.length && length > 0 && (bytes[length] & 0xC0) == 0x80) {
            length--;
        }
        memory.set(ValueLayout.JAVA_LONG, 0, DROP.address());
        memory.set(ValueLayout.JAVA_LONG, 8, memory.address() + MESSAGE);
        memory.set(ValueLayout.JAVA_LONG, 16, length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, MESSAGE, length);
    }

    /** Remembers the failure of a callback for ever. */
    static void add(Upcall made) {
        MADE.put(made.failure, made);
    }

    /** Whether a failure is one of ours, though it may be over. */
    static boolean isOurs(long failure) {
        return MADE.containsKey(failure);
    }

    /** Ends a failure of ours: what its callback threw. Null if it is over, or none of ours. */
    static @Nullable Throwable take(long failure) {
        if (failure == OVERFLOWED.address()) {
            return new StackOverflowError();
        }
        Upcall taken = MADE.get(failure);
        return taken == null ? null : taken.take();
    }

    /** How many there are: for tests, which see to it that they are used again. */
    static int made() {
        return MADE.size();
    }

    /**
     * The library swallows one. Inside a call of Java's that is for it to decide, as it is for who catches an exception. On
     * a thread of its own there is nobody whom it could keep from knowing, and what is swallowed would be lost.
     */
    @SuppressWarnings("unused") // called through DROP
    private static void drop(long failure) {
        try {
            Upcall dropped = MADE.get(failure);
            Library library = dropped == null ? null : dropped.calling();
            Throwable thrown = take(failure);
            if (thrown != null && Uncaught.isOutsideJava(HostFailures.class)) {
                Uncaught.tell(library, thrown);
            }
        } catch (Throwable _) {
            // It stays remembered, which costs half a kilobyte.
        }
    }
}
