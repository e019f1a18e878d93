package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.loader.LibraryClosedException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.LibraryInUseException;
import org.rdylib.loader.StaleClosureException;
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
          if (!running) pthread_create(&thread, 0, run, 0);
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
    void aLibraryThatStaysIsNotShutDownAndItsThreadGoesOnCallingTheHost() throws Throwable {
        Path file = Tiny.note(library(TICKING + STOP).flag("-DCALLS"), JOINED).build("libstaying.so");
        Library library = Library.load(file, Tiny.host(JOINED), Unload.NEVER, _ -> List.of(Tiny.note("tick", called)));
        assertThat(Tiny.call(library, "answer")).isEqualTo(42);
        library.close();
        int before = called.size();
        while (called.size() <= before + 1) {
            Thread.sleep(1);
        }
        assertThat(shutdowns()).isEmpty();
        Downcalls.handle(FunctionDescriptor.ofVoid()).invokeExact(library.function("stop"));
        assertThat(shutdowns()).isEqualTo("s");
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
    void aShutdownThatFailsKeepsTheLibraryAndIsRepeated() throws IOException {
        String checked = WITHOUT_IMPORTS.replace("stop: 'extern \"C\" fn()'", "stop: 'fn()'");
        String failing = """
            static struct { void *drop; const char *message; uintptr_t length; } failure = {0, "no", 2};
            static int tries;
            void *tiny_stop(void) {
              mark();
              if (tries++ == 0) return &failure;
              stopping = 1;
              pthread_join(thread, 0);
              return 0;
            }
            """;
        Path file = Tiny.note(library(TICKING + failing), checked).build("libfailing.so");
        Library library = load(file, checked);
        assertThatExceptionOfType(LibraryFailedException.class)
                .isThrownBy(library::close)
                .withMessage("no");
        assertThat(library.isUnloaded()).isFalse();
        assertThat(Tiny.call(library, "answer")).isEqualTo(42);
        assertThat(shutdowns()).isEqualTo("s");
        library.close();
        assertThat(shutdowns()).as("its thread is joined by the second").isEqualTo("ss");
        assertThat(library.isUnloaded()).isTrue();
    }

    /** Loads a library that calls {@code tick} while it is shut down, and after that joins its thread. */
    private Library loadTelling(String name, String declaration, Function<Library, ImportFunction> tick) {
        String descriptor = JOINED.replace("tick: \"fn()\"", "tick: " + declaration);
        String telling = """
            void tiny_stop(void) { mark(); telling(); stopping = 1; if (running) pthread_join(thread, 0); }
            """;
        Path file = Tiny.note(library(TICKING + TELLING + telling), descriptor).build(name);
        return Library.load(file, Tiny.host(descriptor), Unload.ALLOWED, library -> List.of(tick.apply(library)));
    }

    private static final String TELLING = """
        void **tiny_imports;
        static void telling(void) {
          struct failure { void (*drop)(struct failure *); } *f = ((void *(*)(void)) tiny_imports[0])();
          if (f && f->drop) f->drop(f);
        }
        """;

    @Test
    void anImportThatAShutdownCallsCannotCloseTheLibrary() throws IOException {
        List<Throwable> thrown = new ArrayList<>();
        Library library = loadTelling(
                "libclosing.so",
                "\"fn()\"",
                closing -> Tiny.running("tick", closing, () -> thrown.add(catchThrowable(closing::close))));
        assertThat(Tiny.call(library, "answer")).isEqualTo(42);
        library.close();
        assertThat(thrown)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.throwable(LibraryInUseException.class))
                .hasMessageContaining("it is being closed on this thread");
        assertThat(shutdowns()).isEqualTo("s");
        assertThat(library.isUnloaded()).isTrue();
    }

    @Test
    void whatAPlainImportThrowsDuringTheShutdownIsThrown() throws IOException {
        AtomicBoolean throwing = new AtomicBoolean(true);
        String descriptor = JOINED.replace("tick: \"fn()\"", "tick: 'extern \"C\" fn()'");
        String stop = """
            void **tiny_imports;
            void tiny_stop(void) { mark(); ((void (*)(void)) tiny_imports[0])(); }
            """;
        Path file = Tiny.note(library(TICKING + stop), descriptor).build("libplain.so");
        Library library = Library.load(
                file,
                Tiny.host(descriptor),
                Unload.ALLOWED,
                bound -> List.of(Tiny.runningPlainly("tick", bound, () -> {
                    if (throwing.get()) {
                        throw new IllegalStateException("not now");
                    }
                })));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(library::close)
                .withMessage("not now");
        assertThat(library.isUnloaded()).isFalse();
        throwing.set(false);
        library.close();
        assertThat(shutdowns()).isEqualTo("ss");
        assertThat(library.isUnloaded()).isTrue();
    }

    @Test
    void aThreadOfTheLibrarysCannotCloseIt() throws Exception {
        assertThatItsThreadCannotClose("libself.so", closing -> closing.run());
    }

    @Test
    void aThreadOfTheLibrarysCannotCloseItToSayWhatAnExceptionIs() throws Exception {
        assertThatItsThreadCannotClose("libtold.so", closing -> {
            throw new RuntimeException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    closing.run();
                    return "closing";
                }
            };
        });
    }

    private void assertThatItsThreadCannotClose(String name, Consumer<Runnable> imported) throws Exception {
        BlockingQueue<Throwable> thrown = new LinkedBlockingQueue<>();
        AtomicBoolean closing = new AtomicBoolean();
        Path file = Tiny.note(library(TICKING + STOP).flag("-DCALLS"), JOINED).build(name);
        Library library = Library.load(
                file,
                Tiny.host(JOINED),
                Unload.ALLOWED,
                bound -> List.of(Tiny.running("tick", bound, () -> {
                    if (closing.compareAndSet(true, false)) {
                        imported.accept(() -> thrown.add(catchThrowable(bound::close)));
                    }
                })));
        assertThat(Tiny.call(library, "answer")).isEqualTo(42);
        closing.set(true);
        assertThat(thrown.take())
                .isInstanceOf(LibraryInUseException.class)
                .hasMessageContaining("a call on this thread");
        assertThat(shutdowns()).isEmpty();
        library.close();
        assertThat(shutdowns()).isEqualTo("s");
        assertThat(library.isUnloaded()).isTrue();
    }

    @Test
    void aClosureForTheLibrarysLifetimeIsCalledByItsShutdown() throws IOException {
        List<String> ran = new ArrayList<>();
        AtomicReference<KeptTarget> kept = new AtomicReference<>();
        Library library = loadTelling(
                "libcalling.so",
                "\"fn()\"",
                calling -> Tiny.running("tick", calling, () -> {
                    kept.get().begin(Upcall.enter(), HostType.Access.SHARED);
                    ran.add("called");
                }));
        kept.set(HostTargets.keep(
                CallMemoryTest.Lending.TYPE, (Runnable) () -> {}, library, Sending.CONFINED, library.region()));
        library.close();
        assertThat(ran).containsExactly("called");
        assertThatExceptionOfType(StaleClosureException.class)
                .isThrownBy(() -> kept.get().begin(Upcall.enter(), HostType.Access.SHARED));
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
