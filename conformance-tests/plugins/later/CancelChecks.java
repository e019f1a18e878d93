package org.rdylib.conformance.later;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.OtherThread;
import org.rdylib.loader.Async;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;

/** A future that is dropped before it is ready. */
final class CancelChecks extends LaterChecks {

    CancelChecks(Later later) {
        super(later);
    }

    @Override
    void addTo(Map<String, ThrowingCallable> checks) {
        put(checks, "one that was never polled is dropped", this::neverPolled);
        put(checks, "one that waits is dropped once, and its wakers wake nobody", this::waiting);
        put(checks, "what its tasks complete is cancelled with it", this::closed);
        put(checks, "to cancel it elsewhere drops it on its own thread", this::elsewhere);
        put(checks, "to complete it otherwise, or to run out of time, cancels it", this::otherwise);
        put(checks, "to complete it in a task, or by force, cancels it", this::byForce);
        put(checks, "what completes nothing does not cancel it", this::byNothing);
        put(checks, "it is cancelled while it is being polled", this::polling);
        put(checks, "it is cancelled while others poll and wake it", this::racing);
    }

    private void neverPolled() {
        long polls = later.account().polls();
        later.after(Way.KEPT, 1, 1).close();
        Async<Long> future = later.after(Way.KEPT, 1, 1);
        CompletableFuture<Long> begun = future.start(new Tasks());
        begun.cancel(false);
        assertThat(futures()).isZero();
        assertThat(later.account().polls()).isEqualTo(polls);
        future.close();
        assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> {
            Async<Long> closed = later.after(Way.KEPT, 1, 1);
            closed.close();
            closed.join();
        });
    }

    private void waiting() {
        Tasks tasks = new Tasks();
        CompletableFuture<Long> begun = later.after(Way.TWICE, 1, 1).start(tasks);
        tasks.run();
        assertThat(begun.cancel(true)).isTrue();
        assertThat(futures()).isZero();
        assertThat(later.account().wakers()).as("kept longer than their future").isEqualTo(2);
        later.wake(true);
        later.join();
        assertThat(tasks.size()).isZero();
    }

    private void closed() {
        Tasks tasks = new Tasks();
        Async<Long> future = later.after(Way.KEPT, 1, 1);
        CompletableFuture<Long> begun = future.start(tasks);
        CompletableFuture<Long> after = begun.thenApply(n -> n + 1);
        tasks.run();
        future.close();
        assertThatThrownBy(after::join).hasCauseInstanceOf(ObjectDroppedException.class);
        later.wake(false);
        assertThat(tasks.size()).isZero();
    }

    private void elsewhere() throws Throwable {
        Tasks tasks = new Tasks();
        CompletableFuture<Long> begun = later.after(Way.KEPT, 1, 1).start(tasks);
        tasks.run();
        OtherThread.run(() -> begun.cancel(false));
        assertThat(begun).isCancelled();
        assertThat(futures()).isEqualTo(1);
        tasks.run();
        assertThat(futures()).isZero();
        later.wake(false);
    }

    private void otherwise() {
        Tasks tasks = new Tasks();
        CompletableFuture<Long> begun = later.sent(Way.KEPT, 1, 1).start(tasks);
        tasks.run();
        assertThatThrownBy(() -> begun.orTimeout(20, TimeUnit.MILLISECONDS).join())
                .hasCauseInstanceOf(TimeoutException.class);
        CompletableFuture<Long> completed = later.sent(Way.KEPT, 1, 1).start(new Tasks());
        assertThat(completed.complete(9L)).isTrue();
        assertThat(completed.complete(10L)).isFalse();
        assertThat(completed).isCompletedWithValue(9L);
        assertThat(futures()).isZero();
        later.wake(false);
    }

    private void byForce() {
        IllegalStateException thrown = new IllegalStateException();
        assertThat(completed(begun -> begun.completeAsync(() -> 9L, Runnable::run)))
                .isCompletedWithValue(9L);
        assertThatThrownBy(completed(begun -> begun.completeAsync(
                        () -> {
                            throw thrown;
                        },
                        Runnable::run))::join)
                .hasCause(thrown);
        CompletableFuture<Long> forced = completed(begun -> begun.obtrudeValue(9L));
        assertThat(forced).isCompletedWithValue(9L);
        forced.obtrudeException(thrown);
        assertThatThrownBy(forced::join).hasCause(thrown);
        assertThatThrownBy(completed(begun -> begun.obtrudeException(thrown))::join)
                .hasCause(thrown);
        later.wake(false);
    }

    /** One that waits, and is completed so: there is no such future any more. */
    private CompletableFuture<Long> completed(Consumer<CompletableFuture<Long>> completing) {
        Tasks tasks = new Tasks();
        CompletableFuture<Long> begun = later.sent(Way.KEPT, 1, 1).start(tasks);
        tasks.run();
        completing.accept(begun);
        assertThat(futures()).isZero();
        return begun;
    }

    private void byNothing() {
        Tasks tasks = new Tasks();
        CompletableFuture<Long> begun = later.sent(Way.KEPT, 1, 7).start(tasks);
        assertThatThrownBy(() -> begun.completeExceptionally(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> begun.obtrudeException(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> begun.completeAsync(null)).isInstanceOf(NullPointerException.class);
        tasks.run();
        later.wake(false);
        tasks.run();
        assertThat(begun).isCompletedWithValue(7L);
    }

    private void polling() {
        Tasks tasks = new Tasks();
        AtomicReference<Async<Long>> future = new AtomicReference<>();
        AtomicReference<CompletableFuture<Long>> begun = new AtomicReference<>();
        future.set(later.asking(Way.SILENT, 0, n -> {
            assertThatExceptionOfType(ObjectBusyException.class)
                    .isThrownBy(() -> future.get().close())
                    .withMessageEndingWith("is closed inside one of its own calls");
            begun.get().cancel(false);
            return n;
        }));
        begun.set(future.get().start(tasks));
        tasks.run();
        assertThat(begun.get()).isCancelled();
        assertThat(futures()).isZero();
    }

    private void racing() {
        for (int i = 0; i < 500; i++) {
            CompletableFuture<?> begun = (i % 2 == 0 ? later.sent(Way.THREAD, 1, i) : later.strings(Way.THREAD, 1))
                    .start(ForkJoinPool.commonPool());
            if (i % 5 == 0) {
                Thread.yield();
            }
            begun.cancel(false);
        }
        later.join();
        assertThat(ForkJoinPool.commonPool().awaitQuiescence(10, TimeUnit.SECONDS))
                .isTrue();
    }
}
