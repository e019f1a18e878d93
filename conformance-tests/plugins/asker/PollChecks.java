package org.rdylib.conformance.asker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.OtherThread;
import org.rdylib.loader.Async;

/** A library that polls a future of Java's. */
final class PollChecks extends AskerChecks {

    PollChecks(Asker asker) {
        super(asker);
    }

    @Override
    void addTo(Map<String, ThrowingCallable> checks) {
        put(checks, "one that is ready gives its result at once", this::ready);
        put(checks, "the thread that completes it wakes the library, once", this::wakes);
        put(checks, "each poll's waker replaces the one before", this::replaced);
        put(checks, "what it fails with is thrown as it is", this::failed);
        put(checks, "to drop it cancels it, polled or not", this::dropped);
        put(checks, "what is completed after it was dropped wakes nobody", this::late);
        put(checks, "a library waits for it on threads of either side", this::waited);
        put(checks, "many are waited for at a time", this::many);
    }

    private void ready() {
        long woken = woken();
        asker.give(Async.of(CompletableFuture.completedFuture(7L)));
        assertThat(poll()).contains(7L);
        assertThat(asker.account().futures()).isZero();
        assertThat(woken()).isEqualTo(woken);
    }

    private void wakes() throws Throwable {
        long woken = woken();
        CompletableFuture<Long> stage = new CompletableFuture<>();
        asker.give(Async.of(stage));
        assertThat(poll()).isEmpty();
        assertThat(woken()).isEqualTo(woken);
        OtherThread.run(() -> stage.complete(8L));
        assertThat(woken()).isEqualTo(woken + 1);
        assertThat(poll()).contains(8L);
    }

    private void replaced() {
        for (Waker waker : new Waker[] {Waker.COUNTED, Waker.FRESH}) {
            long woken = woken();
            CompletableFuture<Long> stage = new CompletableFuture<>();
            asker.give(Async.of(stage));
            for (int i = 0; i < 3; i++) {
                assertThat(asker.poll(waker, false, true)).isEmpty();
            }
            assertThat(asker.account().wakers()).isEqualTo(waker == Waker.FRESH ? 2 : 1);
            stage.complete(8L);
            assertThat(woken()).isEqualTo(woken + 1);
            assertThat(asker.poll(waker, false, true)).contains(8L);
        }
    }

    private void failed() {
        IOException thrown = new IOException("checked");
        asker.give(Async.of(CompletableFuture.failedFuture(thrown)));
        assertThatThrownBy(this::poll).isSameAs(thrown);
        asker.give(Async.of(CompletableFuture.<Long>supplyAsync(() -> {
            throw new IllegalStateException(thrown);
        })));
        assertThatThrownBy(() -> {
                    while (poll().isEmpty()) {
                        Thread.onSpinWait();
                    }
                })
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasCause(thrown);
        CompletableFuture<Long> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);
        asker.give(Async.of(cancelled));
        assertThatThrownBy(this::poll).isInstanceOf(CancellationException.class);
    }

    private void dropped() {
        CompletableFuture<Long> never = new CompletableFuture<>();
        asker.give(Async.of(never));
        asker.dropKept(false);
        assertThat(never).isCancelled();
        CompletableFuture<Long> polled = new CompletableFuture<>();
        asker.giveSent(Optional.of(Async.of(polled)));
        assertThat(poll()).isEmpty();
        asker.dropKept(true);
        assertThat(polled).isCancelled();
        asker.giveSent(Optional.empty());
    }

    private void late() {
        CompletableFuture<Long> stage = new CompletableFuture<>();
        asker.give(Async.of(stage.minimalCompletionStage()));
        assertThat(poll()).isEmpty();
        asker.dropKept(false);
        long woken = woken();
        stage.complete(8L);
        assertThat(woken()).isEqualTo(woken);
    }

    private static CompletableFuture<Long> soon(long n) {
        return CompletableFuture.supplyAsync(() -> n, CompletableFuture.delayedExecutor(5, TimeUnit.MILLISECONDS));
    }

    private void waited() {
        assertThat(asker.finish(Async.of(soon(3)), false)).isEqualTo(3);
        assertThat(asker.finish(Async.of(soon(4)), true)).isEqualTo(4);
        IllegalStateException thrown = new IllegalStateException("late");
        assertThatThrownBy(() -> asker.finish(
                        Async.of(soon(4).thenApply(_ -> {
                            throw thrown;
                        })),
                        true))
                .isSameAs(thrown);
    }

    private void many() throws Exception {
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < 400; i++) {
                int n = i;
                all.add(threads.submit(() -> {
                    CompletableFuture<Long> stage = n % 3 > 0 ? soon(n) : CompletableFuture.completedFuture((long) n);
                    assertThat(asker.finish(Async.of(stage), n % 2 == 0)).isEqualTo(n);
                }));
            }
        }
        for (Future<?> one : all) {
            one.get();
        }
    }
}
