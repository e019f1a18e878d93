package org.rdylib.loader.internal;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;

/**
 * Functions of the C library, all of them called with three words and for one: a program's start waits some milliseconds
 * for each shape of functions that the JVM links, and so only for this. In the conventions of the targets that the loader
 * knows, an {@code int} is the lower half of a word, and what is passed beyond its parameters a function does not see.
 */
@SuppressWarnings("restricted") // what needs native access stands in few places, and this is one
final class Libc {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle THREE_WORDS =
            LINKER.downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    private Libc() {}

    /** A function that is there. */
    static MemorySegment function(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }

    /** Calls a function whose result is a pointer, or an {@code int} in the lower half. */
    static long call(MemorySegment function, long one, long two, long three) {
        try {
            return (long) THREE_WORDS.invokeExact(function, one, two, three);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
    }

    /** The address of a copy of {@code text} and a zero byte. */
    static long string(Arena arena, String text, Charset charset) {
        return arena.allocateFrom(text, charset).address();
    }

    /** The text at an address, up to its zero byte. */
    static String text(long at) {
        return MemorySegment.ofAddress(at).reinterpret(Long.MAX_VALUE).getString(0);
    }
}
