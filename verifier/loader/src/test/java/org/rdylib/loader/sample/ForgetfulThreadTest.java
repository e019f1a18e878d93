package org.rdylib.loader.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rdylib.loader.LibraryInUseException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.RegionInUseException;
import org.rdylib.verifier.Unload;

/** Threads that forget their variables while they have nothing to do, as those of the common pool, stay the threads they are. */
class ForgetfulThreadTest {

    private static final ThreadLocal<String> VARIABLE = new ThreadLocal<>();

    private final AtomicReference<Thread> worker = new AtomicReference<>();
    private final ForkJoinPool pool = new ForkJoinPool(1, Forgetful::new, null, false);
    private final Sample sample = Sample.load(SampleLibrary.copy(), (level, message) -> {}, Unload.ALLOWED);
    private final Region shared = Region.openShared();

    private static final class Forgetful extends ForkJoinWorkerThread {
        Forgetful(ForkJoinPool pool) {
            super(null, pool, false);
        }
    }

    /** Lets the worker use the library, and then forget everything. */
    @BeforeEach
    void forget() throws Exception {
        pool.submit(() -> {
                    worker.set(Thread.currentThread());
                    VARIABLE.set("what is forgotten");
                    try (Region region = Region.open()) {
                        return sample.longer(region.text("one"), shared.text("two"))
                                .toString();
                    }
                })
                .get();
        awaitIdle();
        assertThat(onWorker(VARIABLE::get)).isNull();
        awaitIdle();
    }

    private void awaitIdle() {
        while (worker.get().getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
    }

    private <T> T onWorker(Callable<T> task) throws Exception {
        return pool.submit(() -> {
                    assertThat(Thread.currentThread()).isSameAs(worker.get());
                    return task.call();
                })
                .get();
    }

    @AfterEach
    void end() {
        pool.shutdown();
    }

    @Test
    void aRegionIsNotClosedInsideACallThatBeganAfterIt() throws Exception {
        onWorker(() -> {
            try (Region region = Region.open()) {
                return sample.eachWord("one two", (word, span) -> {
                    assertThatExceptionOfType(RegionException.class).isThrownBy(region::close);
                    return true;
                });
            }
        });
    }

    @Test
    void whatACallEntersItLeaves() throws Exception {
        onWorker(() -> {
            Tokens tokens = sample.tokens(shared.text("a b"));
            tokens.each(word -> {
                assertThatExceptionOfType(RegionInUseException.class).isThrownBy(shared::close);
                assertThatExceptionOfType(LibraryInUseException.class).isThrownBy(sample::close);
                return true;
            });
            tokens.close();
            return true;
        });
        shared.close();
        sample.close();
        assertThat(sample.isUnloaded()).isTrue();
    }
}
