package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.LibraryInUseException;
import org.rdylib.loader.testing.CLibrary;
import org.rdylib.loader.testing.Maps;
import org.rdylib.verifier.Unload;

/** Libraries that leave threads or destructors behind are unloaded once these are gone, and not before. */
class ShutdownTest {

    private static final String JOINED = """
        abi: 1
        library: tiny
        version: 1.0.0
        on_unload: {threads: joined, shutdown: stop}
        exports:
          answer: 'extern "C" fn() -> i32'
          stop: 'extern "C" fn()'
        imports:
          tick: "fn()"
        """;

    private static final String WITHOUT_IMPORTS = JOINED.replaceAll("imports:\n.*\n", "");

    /** A thread that calls the host until it is told to stop. */
    private static final String TICKING = """
        #include <fcntl.h>
        #include <pthread.h>
        #include <stdint.h>
        #include <unistd.h>
        static pthread_t thread;
        static volatile int stopping, running;
        #ifdef CALLS
        void **tiny_imports;
        static void tick(void) { ((void *(*)(void)) tiny_imports[0])(); }
        #else
        static void tick(void) {}
        #endif
        static void *run(void *nothing) {
          while (!stopping) { tick(); running = 1; usleep(100); }
          return nothing;
        }
        int32_t tiny_answer(void) {
          pthread_create(&thread, 0, run, 0);
          while (!running) usleep(100);
          return 42;
        }
        static void mark(void) { int file = open(MARK, O_CREAT | O_APPEND | O_WRONLY, 0600); write(file, "s", 1); close(file); }
        """;

    private static final String STOP = """
        void tiny_stop(void) { mark(); stopping = 1; if (running) pthread_join(thread, 0); }
        """;

    @TempDir
    private Path folder;

    private Path mark;
    private final List<String> called = new CopyOnWriteArrayList<>();

    @BeforeEach
    void chooseMark() {
        mark = folder.resolve("mark");
    }

    private CLibrary library(String source) {
        return CLibrary.in(folder)
                .source(source)
                .flag("-DMARK=\"" + mark + "\"")
                .flag("-pthread");
    }

    private Library load(Path file, String descriptor) {
        return Library.load(file, Tiny.host(descriptor), Unload.ALLOWED, _ -> List.of(Tiny.note("tick", called)));
    }

    private String shutdowns() throws IOException {
        return Files.exists(mark) ? Files.readString(mark) : "";
    }

    @Test
    void aThreadThatCallsTheHostIsJoinedBeforeTheLibraryGoes() throws IOException {
        Path file = Tiny.note(library(TICKING + STOP).flag("-DCALLS"), JOINED).build("libticking.so");
        Library library = load(file, JOINED);
        assertThat(Tiny.call(library, "answer")).isEqualTo(42);
        assertThat(called).as("calls of its thread").isNotEmpty();
        library.close();
        assertThat(shutdowns()).isEqualTo("s");
        assertThat(Maps.contain(file)).isFalse();
        assertThat(library.isUnloaded()).isTrue();
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(() -> Tiny.call(library, "answer"));
        library.close();
        assertThat(shutdowns()).as("once").isEqualTo("s");
    }

    @Test
    void theLibrarysOwnCopySaysWhatIsToBeCalled() throws IOException {
        Path file = Tiny.note(library(TICKING + STOP), WITHOUT_IMPORTS).build("libown.so");
        Library library = load(file, Tiny.DESCRIPTOR);
        assertThat(Tiny.call(library, "answer")).isEqualTo(42);
        library.close();
        assertThat(shutdowns()).isEqualTo("s");
        assertThat(library.isUnloaded()).isTrue();
    }

    @Test
    void aLibraryInUseIsNotShutDown() throws IOException {
        Path file = Tiny.note(library(TICKING + STOP), WITHOUT_IMPORTS).build("libused.so");
        Library library = load(file, WITHOUT_IMPORTS);
        CallFrame frame = library.enter();
        assertThatExceptionOfType(LibraryInUseException.class).isThrownBy(library::close);
        frame.close();
        assertThat(shutdowns()).isEmpty();
        assertThat(Tiny.call(library, "answer")).isEqualTo(42);
        library.close();
        assertThat(shutdowns()).isEqualTo("s");
    }

    @Test
    void aFileThatIsLoadedTwiceIsShutDownWithTheLastStub() throws IOException {
        Path file = Tiny.note(library(TICKING + STOP), WITHOUT_IMPORTS).build("libtwice.so");
        Library one = load(file, WITHOUT_IMPORTS);
        Library other = load(file, WITHOUT_IMPORTS);
        assertThat(Tiny.call(one, "answer")).isEqualTo(42);
        one.close();
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(() -> Tiny.call(one, "answer"));
        assertThat(shutdowns()).isEmpty();
        assertThat(one.isUnloaded()).isFalse();
        other.close();
        assertThat(shutdowns()).isEqualTo("s");
        assertThat(one.isUnloaded()).isTrue();
        assertThat(other.isUnloaded()).isTrue();
        assertThat(Maps.contain(file)).isFalse();
    }

    @Test
    void aShutdownThatFailsKeepsTheLibraryAndIsNotRepeated() throws IOException {
        String checked = WITHOUT_IMPORTS.replace("stop: 'extern \"C\" fn()'", "stop: 'fn()'");
        String failing = """
            static struct { void *drop; const char *message; uintptr_t length; } failure = {0, "no", 2};
            void *tiny_stop(void) { mark(); return &failure; }
            """;
        Path file = Tiny.note(library(TICKING + failing), checked).build("libfailing.so");
        Library library = load(file, checked);
        assertThatExceptionOfType(LibraryFailedException.class)
                .isThrownBy(library::close)
                .withMessage("no");
        assertThat(library.isUnloaded()).isFalse();
        assertThat(Tiny.call(library, "answer")).isEqualTo(42);
        assertThat(shutdowns()).isEqualTo("s");
    }

    /** The C++ runtime's, and Rust's for {@code thread_local!} with a destructor. */
    @Test
    void destructorsOfThreadLocalsKeepTheMemoryUntilTheirThreadsHaveEnded() throws Exception {
        String source = """
            #include <stdint.h>
            extern void *__dso_handle;
            int __cxa_thread_atexit_impl(void (*)(void *), void *, void *);
            static __thread int value;
            static void destroy(void *at) { *(volatile int *) at = 0; }
            int32_t tiny_answer(void) {
              if (!value) __cxa_thread_atexit_impl(destroy, &value, &__dso_handle);
              return value = 42;
            }
            """;
        Path file = Tiny.note(library(source), Tiny.DESCRIPTOR).build("libthreadlocal.so");
        Library library = load(file, Tiny.DESCRIPTOR);
        CountDownLatch used = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread user = Thread.ofPlatform().start(() -> {
            assertThat(Tiny.call(library, "answer")).isEqualTo(42);
            used.countDown();
            awaitUninterruptibly(end);
        });
        used.await();
        library.close();
        assertThat(library.isUnloaded()).isFalse();
        assertThat(Maps.contain(file)).isTrue();
        assertThatExceptionOfType(LibraryClosedException.class).isThrownBy(() -> Tiny.call(library, "answer"));
        end.countDown();
        user.join();
        // The system's thread ends a little later than Java's.
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!library.isUnloaded() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(library.isUnloaded()).isTrue();
        assertThat(Maps.contain(file)).isFalse();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
