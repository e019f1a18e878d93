package org.rdylib.loader.stub;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rdylib.loader.Async;
import org.rdylib.loader.Region;
import org.rdylib.loader.internal.DeepMethod;
import org.rdylib.loader.internal.StackProbe;
import org.rdylib.loader.testing.CLibrary;
import org.rdylib.loader.testing.OtherThread;
import org.rdylib.verifier.Unload;

/** Who waits for a future is woken whatever else is going on: where a library is shut down, or hardly any stack is left. */
class WakingTest {

    private static final long SECONDS = 10;

    /** What this class has a library be: addresses mean nothing to it. */
    private static final long DATA = 8;

    /** Waits for a future of the host's when it is told to stop, and calls the host again once it has been woken. */
    private static final String WAITING = """
        abi: 1
        library: tiny
        version: 1.0.0
        on_unload: {threads: joined, shutdown: stop}
        exports:
          stop: 'extern "C" fn()'
        imports:
          poll: "fn(waker: usize, table: usize)"
        """;

    private static final String WAITING_IN_C = """
        #include <pthread.h>
        #include <stdint.h>
        void **tiny_imports;
        static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
        static pthread_cond_t signal = PTHREAD_COND_INITIALIZER;
        static int woken;
        static void drop(void *data) { (void) data; }
        static void *clone(void *data) { return data; }
        static void wake(void *data) {
          pthread_mutex_lock(&lock);
          *(int *) data = 1;
          pthread_cond_signal(&signal);
          pthread_mutex_unlock(&lock);
        }
        static const struct {
          void (*drop)(void *);
          void *(*clone)(void *);
          uintptr_t size, align, slots;
          void (*wake)(void *);
        } table = {drop, clone, sizeof woken, sizeof woken, 1, wake};
        static void poll(const void *waker, const void *its) {
          ((void *(*)(const void *, const void *)) tiny_imports[0])(waker, its);
        }
        static void *run(void *nothing) {
          poll(&woken, &table);
          pthread_mutex_lock(&lock);
          while (!woken) pthread_cond_wait(&signal, &lock);
          pthread_mutex_unlock(&lock);
          poll(0, 0);
          return nothing;
        }
        void tiny_stop(void) {
          pthread_t thread;
          if (!pthread_create(&thread, 0, run, 0)) pthread_join(thread, 0);
        }
        """;

    private static final CountDownLatch[] LATCHES = new CountDownLatch[2];
    private static final int WOKEN = 0;
    private static final int DROPPED = 1;

    /** Locals that take three quarters of the stack that a call of a library has to have. */
    private static final MethodHandle FEWER = DeepMethod.define(1_500, 0);

    @TempDir
    private Path folder;

    /** What the library waits for. */
    private final CompletableFuture<Long> stage = new CompletableFuture<>();

    @BeforeEach
    void nothingHasHappened() {
        LATCHES[WOKEN] = new CountDownLatch(1);
        LATCHES[DROPPED] = new CountDownLatch(1);
    }

    private Library answering() {
        Path file = Tiny.note(CLibrary.in(folder).source("int tiny_answer(void) { return 42; }"), Tiny.DESCRIPTOR)
                .build("libanswering.so");
        return Tiny.load(file, Tiny.DESCRIPTOR);
    }

    private static boolean await(CountDownLatch latch) throws InterruptedException {
        return latch.await(SECONDS, TimeUnit.SECONDS);
    }

    // ---- While a library is shut down ----

    /** What polls for it, within a call of the import. */
    private final class Polling {

        private final CountDownLatch polled = new CountDownLatch(1);
        private final CountDownLatch completed = new CountDownLatch(1);
        private final CompletableFuture<Library> library = new CompletableFuture<>();
        private final HostFuture<Long> future = HostFuture.of(Async.of(stage), "poll()");

        long poll(long waker, long table) throws InterruptedException {
            Upcall upcall = Upcall.enter(library.join());
            if (waker != 0) {
                var _ = future.poll(upcall, waker, table);
                polled.countDown();
            } else if (!await(completed)) {
                // Until then whoever completes it may be inside the library.
                System.err.println("a stage was not completed in time");
            }
            return upcall.leave();
        }

        ImportFunction function() {
            Entry entry = new Entry("polled", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
            MethodHandle target = Upcalls.method(MethodHandles.lookup(), entry, Polling.class);
            return new ImportFunction("poll", MethodHandles.insertArguments(target, 0, this), entry.shape());
        }

        @SuppressWarnings("unused") // the import
        static long polled(Polling polling, long waker, long table) throws InterruptedException {
            return polling.poll(waker, table);
        }
    }

    @Test
    void whatAThreadStillWaitsForThatALibraryJoinsAsItIsShutDownWakesIt() throws Exception {
        Path file = Tiny.note(CLibrary.in(folder).source(WAITING_IN_C).flag("-pthread"), WAITING)
                .build("libwaiting.so");
        Polling polling = new Polling();
        Library library = Library.load(file, Tiny.host(WAITING), Unload.ALLOWED, _ -> List.of(polling.function()));
        polling.library.complete(library);
        Thread closing = Thread.ofPlatform().daemon().start(library::close);
        assertThat(await(polling.polled)).isTrue();
        assertThat(stage.complete(7L)).isTrue();
        polling.completed.countDown();
        closing.join(TimeUnit.SECONDS.toMillis(SECONDS));
        assertThat(closing.isAlive()).as("waiting for the library's thread").isFalse();
        assertThat(library.isUnloaded()).isTrue();
    }

    // ---- What is no library's, but looks like that to Java ----

    private static long function(String name, FunctionDescriptor shape) {
        return Upcalls.stub(MethodHandles.lookup(), Entry.unnoted(name, shape), Arena.global())
                .address();
    }

    /** The table of an object whose only method is {@code slot}. */
    private static long table(long slot) {
        long at = Arena.global().allocate(48, 8).address();
        Memory.putLong(at, function("dropped", FunctionDescriptor.ofVoid(JAVA_LONG)));
        Memory.putLong(at + 8, function("cloned", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG)));
        Memory.putLong(at + 16, 8);
        Memory.putLong(at + 24, 8);
        Memory.putLong(at + 32, 1);
        Memory.putLong(at + 40, slot);
        return at;
    }

    private static long waker() {
        return table(function("woken", FunctionDescriptor.ofVoid(JAVA_LONG)));
    }

    @SuppressWarnings("unused") // in the tables
    private static void woken(long data) {
        LATCHES[WOKEN].countDown();
    }

    @SuppressWarnings("unused") // in the tables
    private static void dropped(long data) {
        LATCHES[DROPPED].countDown();
    }

    @SuppressWarnings("unused") // in the tables
    private static long cloned(long data) {
        return data;
    }

    @SuppressWarnings("unused") // in the table of a future, which is never ready
    private static long never(long data, long waker, long table, long out) {
        Memory.putByte(out, (byte) 0);
        return 0;
    }

    /** Polls it for the library, in vain. */
    private static void poll(Library library, HostFuture<Long> future) {
        Upcall upcall = Upcall.enter(library);
        assertThat(future.poll(upcall, DATA, waker())).isEmpty();
        upcall.leave();
    }

    // ---- Where hardly any stack is left ----

    @Test
    void whoCompletesAStageWithLittleStackLeftWakesAllTheSame() throws Exception {
        Library library = answering();
        CompletableFuture<Long> before = new CompletableFuture<>();
        poll(library, HostFuture.of(Async.of(before), "given"));
        assertThat(before.complete(7L)).as("with all that is linked by then").isTrue();
        Roomy.later(LATCHES[WOKEN]::countDown);
        nothingHasHappened();
        poll(library, HostFuture.of(Async.of(stage), "given"));
        Thread thread = new Thread(null, () -> deep(() -> stage.complete(7L)), "deep", 1 << 19);
        thread.start();
        thread.join();
        assertThat(stage).isDone();
        assertThat(await(LATCHES[WOKEN])).as("woken").isTrue();
        assertThat(await(LATCHES[DROPPED])).as("dropped").isTrue();
    }

    /** Does it as far down as it has some stack, and a call of a library would have too little; whether it was done. */
    @SuppressWarnings("InfiniteRecursion") // to where the stack ends
    private static boolean deep(Runnable what) {
        boolean done = false;
        try {
            done = deep(what);
        } catch (StackOverflowError _) {
            // Further up there is more.
        }
        if (!done && hasSome()) {
            done = true;
            what.run();
        }
        return done;
    }

    private static boolean hasSome() {
        try {
            // No constant: the compiler would see that it is as good as none.
            FEWER.invokeExact((int) Thread.currentThread().threadId());
            return !StackProbe.isEnough();
        } catch (StackOverflowError _) {
            return false;
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        }
    }

    // ---- Where another thread drops it ----

    @Test
    void whatALibraryDropsOnAThreadThatMayNotKeepsNoRegionOpen() throws Throwable {
        Library library = answering();
        LATCHES[DROPPED] = new CountDownLatch(2);
        try (Region region = Region.open()) {
            HostFuture<Long> future = HostFuture.of(never(library, region), "given");
            poll(library, future);
            OtherThread.run(() -> assertThatThrownBy(future::close).isInstanceOf(WrongThreadException.class));
        }
        assertThat(LATCHES[DROPPED].getCount()).as("its waker, and itself").isZero();
    }

    private static Async<Long> never(Library library, Region region) {
        long table = table(function("never", ForeignFuture.POLL_SHAPE));
        Receiving received = new Receiving(library);
        return received.complete(new ForeignFuture<>(
                received,
                region,
                DATA,
                table,
                "never()",
                "never()",
                Sending.SEND,
                new ForeignFuture.Output<>(8, 8, (_, at) -> Memory.getLong(at))));
    }
}
