package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.testing.CLibrary;
import org.rdylib.loader.testing.OtherThread;
import org.rdylib.verifier.Unload;

/** What a library is lent for its own lifetime stays as long as the library is in memory, closed or not. */
class LingeringTest {

    private static final MethodHandle KEEP = Downcalls.handle(FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));

    /** So much that the C library gives it back to the system at once. */
    private static final long MUCH = 40L << 20;

    private static final String DESCRIPTOR = """
        abi: 1
        library: tiny
        version: 1.0.0
        exports:
          answer: 'extern "C" fn() -> i32'
          keep: 'extern "C" fn(at: &''dylib i32)'
        """;

    private static final String KEEPING = """
        #include <stdint.h>
        static int32_t *kept;
        void tiny_keep(int32_t *at) { kept = at; }
        int32_t tiny_answer(void) { return ++*kept; }
        """;

    @TempDir
    private Path folder;

    private Path build(String name, String source) {
        return Tiny.note(CLibrary.in(folder).source(KEEPING).source(source), DESCRIPTOR)
                .build(name);
    }

    private static Library load(Path file) {
        return Library.load(file, Tiny.host(DESCRIPTOR), Unload.ALLOWED, _ -> List.of());
    }

    private static long allocate(Library library) {
        return ((NativeRegion) library.region()).allocate(MUCH, 16);
    }

    private static void keep(Library library, long at) {
        CallFrame frame = library.enter();
        try {
            KEEP.invokeExact(library.function("keep"), at);
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            frame.close();
        }
    }

    private static boolean isMapped(long address) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps"), StandardCharsets.ISO_8859_1).stream()
                .map(line -> line.substring(0, line.indexOf(' ')).split("-", 2))
                .anyMatch(range -> Long.parseUnsignedLong(range[0], 16) <= address
                        && address < Long.parseUnsignedLong(range[1], 16));
    }

    @Test
    void memoryOfOneStubStaysUntilTheOtherIsClosed() throws IOException {
        Path file = build("libtwo.so", "");
        Library one = load(file);
        Library other = load(file);
        long at = allocate(one);
        Memory.putInt(at, 41);
        keep(one, at);
        one.close();
        assertThat(one.isUnloaded()).isFalse();
        assertThat(Tiny.call(other, "answer")).isEqualTo(42);
        other.close();
        assertThat(one.isUnloaded()).isTrue();
        assertThat(isMapped(at)).isFalse();
    }

    @Test
    void anArrayIsBackWhenItsStubIsClosedAndItsMemoryStays() throws IOException {
        long pieces = Making.living();
        Path file = build("libroom.so", "");
        Library one = load(file);
        Library other = load(file);
        byte[] room = new byte[1000];
        CallFrame frame = one.enter();
        frame.borrowExclusive(room, "f(room)");
        KeptPlace<byte[]> kept = frame.keepArray(room, one.region(), "f(room)");
        long at = kept.reserve(room.length, 16);
        Slices.put(room, at);
        frame.handOver();
        kept.leaves(() -> Slices.bytes(at, room.length, "f(room)"));
        frame.close();
        keep(one, at);
        assertThat(Tiny.call(one, "answer")).isEqualTo(1);
        one.close();
        assertThat(room[0]).isEqualTo((byte) 1);
        assertThat(Tiny.call(other, "answer")).isEqualTo(2);
        assertThat(room[0]).as("after that it is Java's alone").isEqualTo((byte) 1);
        CallFrame again = other.enter();
        again.borrowExclusive(room, "f(room)");
        again.close();
        assertThat(Making.living()).isGreaterThan(pieces);
        other.close();
        assertThat(Making.living()).isEqualTo(pieces);
    }

    @Test
    void aThreadLocalsDestructorReadsWhatTheLibraryWasLent() throws Throwable {
        Path file = build("libend.so", """
            extern void *__dso_handle;
            int __cxa_thread_atexit_impl(void (*)(void *), void *, void *);
            static int32_t last;
            static void destroy(void *nothing) { last = tiny_answer(); }
            __attribute__((constructor)) static void begin(void) { __cxa_thread_atexit_impl(destroy, 0, &__dso_handle); }
            """);
        Library[] library = new Library[1];
        CountDownLatch ended = new CountDownLatch(1);
        long[] at = new long[1];
        OtherThread.run(() -> {
            library[0] = load(file);
            at[0] = allocate(library[0]);
            keep(library[0], at[0]);
            library[0].close();
            assertThat(library[0].isUnloaded()).isFalse();
            assertThat(isMapped(at[0])).isTrue();
            ended.countDown();
        });
        ended.await();
        // The system's thread ends a little later than Java's.
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!library[0].isUnloaded() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(library[0].isUnloaded()).isTrue();
        assertThat(isMapped(at[0])).isFalse();
    }
}
