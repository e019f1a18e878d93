package org.rdylib.conformance.later;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.Async;
import org.rdylib.loader.LibraryFailedException;

/** A future that is polled by tasks of an executor. */
final class StartChecks extends LaterChecks {

    StartChecks(Later later) {
        super(later);
    }

    @Override
    void addTo(Map<String, ThrowingCallable> checks) {
        put(checks, "it is polled in tasks alone, one at a time", this::tasks);
        put(checks, "to wake it within poll makes one task more, also where tasks run at once", this::inside);
        put(checks, "one that is Send is polled on any thread", this::anywhere);
        put(checks, "many are polled by many threads and woken by others", this::many);
        put(checks, "a failure of poll, and what a callback throws, completes it", this::failures);
        put(checks, "one that is not Send is not polled on another thread", this::elsewhere);
        put(checks, "an executor that takes no task completes it", this::rejected);
        put(
                checks,
                "it is completed so when it was woken, too, and not by the thread that wakes it",
                this::rejectedWoken);
        put(checks, "a waker that was lent, and not cloned, wakes nobody after poll", 1, () -> misused(Way.LENT));
        put(checks, "a waker that was lent, and is dropped, is no more", 3, () -> misused(Way.DROP_LENT));
    }

    private void tasks() {
        Tasks tasks = new Tasks();
        long polls = later.account().polls();
        CompletableFuture<Long> begun = later.after(Way.TWICE, 1, 7).start(tasks);
        assertThat(later.account().polls()).as("before its first task").isEqualTo(polls);
        tasks.run();
        assertThat(later.account().polls()).isEqualTo(polls + 1);
        later.wake(true);
        later.join();
        assertThat(tasks.size()).as("tasks, woken twice").isEqualTo(1);
        assertThat(later.account().polls()).as("by the thread that woke it").isEqualTo(polls + 1);
        tasks.run();
        assertThat(begun).isCompletedWithValue(7L);
    }

    private void inside() {
        Tasks tasks = new Tasks();
        CompletableFuture<Long> begun = later.after(Way.ITSELF, 1, 7).start(tasks);
        tasks.runOne();
        assertThat(tasks.size()).isEqualTo(1);
        tasks.runOne();
        assertThat(begun).isCompletedWithValue(7L);
        assertThat(later.after(Way.ITSELF, 100, 7).start(Runnable::run)).isCompletedWithValue(7L);
    }

    private void anywhere() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(later.sent(Way.THREAD, 3, 7).start(threads).get()).isEqualTo(7);
            assertThat(later.strings(Way.THREAD, 3).start(threads).get()).containsExactly("one", "two");
        }
    }

    private void many() {
        List<CompletableFuture<Long>> all = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Way way = i % 3 == 0 ? Way.ITSELF : i % 3 == 1 ? Way.THREAD : Way.SILENT;
            all.add(later.sent(way, way == Way.SILENT ? 0 : 2, i).start(ForkJoinPool.commonPool()));
        }
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).join()).isEqualTo(i);
        }
    }

    private void failures() {
        Tasks tasks = new Tasks();
        CompletableFuture<Long> failed = later.after(Way.FAIL, 1, 3).start(tasks);
        tasks.run();
        assertThatThrownBy(failed::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseExactlyInstanceOf(LibraryFailedException.class);
        IOException thrown = new IOException("checked");
        CompletableFuture<Long> asking = later.asking(Way.ITSELF, 1, _ -> {
                    throw new IllegalStateException(thrown);
                })
                .start(tasks);
        tasks.run();
        assertThatThrownBy(asking::join)
                .cause()
                .isInstanceOf(IllegalStateException.class)
                .hasCause(thrown);
    }

    private void elsewhere() throws Exception {
        Async<Long> future = later.after(Way.ITSELF, 1, 3);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            CompletableFuture<Long> begun = future.start(thread);
            assertThatThrownBy(begun::get).hasCauseInstanceOf(WrongThreadException.class);
        }
        assertThat(futures()).as("dropped on its own thread alone").isEqualTo(1);
        future.close();
    }

    private void rejected() {
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.close();
        assertThatThrownBy(later.sent(Way.ITSELF, 1, 3).start(closed)::join)
                .hasCauseInstanceOf(RejectedExecutionException.class);
    }

    private void rejectedWoken() {
        Tasks tasks = new Tasks();
        AtomicBoolean closed = new AtomicBoolean();
        CompletableFuture<Long> begun = later.sent(Way.KEPT, 1, 3).start(task -> {
            if (closed.get()) {
                throw new RejectedExecutionException();
            }
            tasks.execute(task);
        });
        CompletableFuture<Thread> completing = begun.handle((_, _) -> Thread.currentThread());
        tasks.run();
        closed.set(true);
        later.wake(false);
        assertThat(completing.join()).isNotEqualTo(Thread.currentThread());
        assertThatThrownBy(begun::join).hasCauseInstanceOf(RejectedExecutionException.class);
        assertThat(futures()).isZero();
    }

    private void misused(Way way) {
        Tasks tasks = new Tasks();
        CompletableFuture<Long> begun = later.after(way, 1, 3).start(tasks);
        tasks.run();
        later.wake(false);
        assertThat(tasks.size()).isZero();
        begun.cancel(false);
    }
}
