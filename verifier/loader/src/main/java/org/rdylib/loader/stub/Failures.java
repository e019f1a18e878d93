package org.rdylib.loader.stub;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.rdylib.loader.LibraryFailedException;

/** What a checked call answers if it does not answer: {@code struct { drop; message; length; }}, or null. */
public final class Failures {

    static final FunctionDescriptor DROP_SHAPE = FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG);

    private static final long ALIGN = 8;
    private static final long FIRST_PAGE = 1 << 12;
    private static final int LONGEST_READ = 1 << 16;

    /** Whether a library can have called Java, and got a failure of Java's. */
    private static volatile boolean ownExpected;

    private Failures() {}

    /** From now on a failure may be one that a callback answered with. */
    static void expectOwn() {
        ownExpected = true;
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
        if (ownExpected) {
            Throwable thrown = HostFailures.take(failure);
            if (thrown != null) {
                return thrown;
            }
            if (HostFailures.isOurs(failure)) {
                return new LibraryFailedException("the library failed with a failure of Java's that is over");
            }
        }
        if (!isPlace(failure, ALIGN)) {
            return new LibraryFailedException(
                    "the library failed, and 0x" + Long.toHexString(failure) + " is no failure");
        }
        String message = message(failure);
        long drop = Memory.getLong(failure);
        if (drop != 0) {
            try {
                Drop.HANDLE.invokeExact(MemorySegment.ofAddress(drop), failure);
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

    /** Made when a library fails for the first time. */
    private static final class Drop {
        static final MethodHandle HANDLE = Downcalls.handle(DROP_SHAPE);
    }
}
