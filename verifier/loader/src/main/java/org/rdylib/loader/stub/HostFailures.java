package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;

/** The failures that Java answers libraries with. They are needed once a library can call Java, and not before. */
final class HostFailures {

    /** The struct and room for its message. */
    static final long SIZE = 512;

    private static final long MESSAGE = 24;
    private static final MemorySegment DROP = Upcalls.stub(
            Upcalls.method(MethodHandles.lookup(), HostFailures.class, "drop", Failures.DROP_SHAPE.toMethodType()),
            Failures.DROP_SHAPE,
            Arena.global());
    private static final MemorySegment EXHAUSTED = Arena.global().allocate(SIZE, 8);

    static {
        write(EXHAUSTED, "a Java callback found no stack or memory left to run in");
        Failures.expectOwn();
    }

    private HostFailures() {}

    /** The address of one that stands ready, and is never forgotten. */
    static long exhausted() {
        return EXHAUSTED.address();
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

    /** The library swallows one. */
    @SuppressWarnings("unused") // called through DROP
    private static void drop(long failure) {
        try {
            Upcall.take(failure);
        } catch (Throwable _) {
            // It stays remembered, which costs half a kilobyte.
        }
    }
}
