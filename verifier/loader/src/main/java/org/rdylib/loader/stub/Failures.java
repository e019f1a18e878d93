package org.rdylib.loader.stub;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import org.rdylib.loader.LibraryFailedException;

/** What a checked call answers if it does not answer: {@code struct { drop; message; length; }}, or null. */
public final class Failures {

    /** The struct and room for its message. */
    static final long SIZE = 512;

    private static final long MESSAGE = 24;
    private static final long ALIGN = 8;
    private static final long FIRST_PAGE = 1 << 12;
    private static final int LONGEST_READ = 1 << 16;
    private static final FunctionDescriptor DROP_SHAPE = FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG);
    private static final MethodHandle DROP = Downcalls.handle(DROP_SHAPE);
    private static final MemorySegment DROP_OURS =
            Upcalls.stub(MethodHandles.lookup(), Failures.class, "dropOurs", DROP_SHAPE, Arena.global());
    private static final MemorySegment EXHAUSTED = Arena.global().allocate(SIZE, 8);

    static {
        write(EXHAUSTED, "a Java callback found no stack or memory left to run in");
    }

    private Failures() {}

    /** The address of a failure that stands ready, and is never forgotten. */
    static long exhausted() {
        return EXHAUSTED.address();
    }

    /** Makes a failure of ours in {@code memory}; a message that is too long is cut. */
    static void write(MemorySegment memory, String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        int length = (int) Math.min(bytes.length, SIZE - MESSAGE);
        while (length < bytes.length && length > 0 && (bytes[length] & 0xC0) == 0x80) {
            length--;
        }
        memory.set(ValueLayout.JAVA_LONG, 0, DROP_OURS.address());
        memory.set(ValueLayout.JAVA_LONG, 8, memory.address() + MESSAGE);
        memory.set(ValueLayout.JAVA_LONG, 16, length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, MESSAGE, length);
    }

    /** The library swallows a failure of ours. */
    @SuppressWarnings("unused") // called through DROP_OURS
    private static void dropOurs(long failure) {
        try {
            Upcall.take(failure);
        } catch (Throwable _) {
            // It stays remembered, which costs half a kilobyte.
        }
    }

    /**
     * Returns if a call answered. Otherwise the failure is dropped, and what it stands for is thrown: what a callback
     * threw, as itself; else a {@link LibraryFailedException}.
     *
     * @param failure what the call returned
     */
    public static void check(long failure) {
        if (failure != 0) {
            throw rethrow(consume(failure));
        }
    }

    private static Throwable consume(long failure) {
        Throwable thrown = Upcall.take(failure);
        if (thrown != null) {
            return thrown;
        }
        if (Upcall.isOurs(failure)) {
            return new LibraryFailedException("the library failed with a failure of Java's that is over");
        }
        if (!isPlace(failure, ALIGN)) {
            return new LibraryFailedException(
                    "the library failed, and 0x" + Long.toHexString(failure) + " is no failure");
        }
        String message = message(failure);
        long drop = Memory.getLong(failure);
        if (drop != 0) {
            try {
                DROP.invokeExact(MemorySegment.ofAddress(drop), failure);
            } catch (Throwable dropping) {
                return dropping;
            }
        }
        return new LibraryFailedException(message);
    }

    /** Whether a program can have memory there: it has none in the first page, nor where the kernel has. */
    private static boolean isPlace(long address, long align) {
        return address >= FIRST_PAGE && (address & (align - 1)) == 0;
    }

    private static String message(long failure) {
        long at = Memory.getLong(failure + 8);
        long length = Memory.getLong(failure + 16);
        if (!isPlace(at, 1) || length <= 0) {
            return "the library failed and did not say why";
        }
        byte[] bytes = new byte[(int) Math.min(length, LONGEST_READ)];
        MemorySegment.copy(Memory.segment(at, bytes.length), ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Throws {@code thrown} as it is, checked or not; to be written {@code throw rethrow(thrown)}. */
    public static RuntimeException rethrow(Throwable thrown) {
        return Failures.<RuntimeException>sneak(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // erased: nothing is cast
    private static <X extends Throwable> X sneak(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
