package org.rdylib.loader.stub;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.internal.Thrown;

/**
 * A library's future that is polled by tasks of an executor. There is at most one task at a time. To be woken makes one, and
 * while one is polling, has it make the next; nothing else is done by the thread that wakes.
 */
final class StartedFuture<T> extends CompletableFuture<T> {

    private enum State {
        /** No task is there: it has to be woken first. */
        IDLE,
        /** A task is there. */
        SCHEDULED,
        /** A task is polling. */
        POLLING,
        /** The same, and it has been woken meanwhile. */
        WOKEN,
        /** A task is polling, and drops the library's future afterwards. */
        CANCELLED,
        /** Nothing is polled any more. */
        ENDED
    }

    private final ForeignFuture<T> future;
    private final Executor executor;
    private final AtomicReference<State> state = new AtomicReference<>(State.SCHEDULED);

    /** Whether it is decided what it is completed with. */
    private final AtomicBoolean settled = new AtomicBoolean();

    /** Whether it was ready when it was decided otherwise: it is polled no more. Known to the task that polls it. */
    private boolean isSpent;

    private final Runnable task = this::poll;

    StartedFuture(ForeignFuture<T> future, Executor executor) {
        this.future = future;
        this.executor = executor;
    }

    /** Has a task of the executor poll it. */
    void submit() {
        try {
            executor.execute(task);
        } catch (Throwable refused) {
            completeExceptionally(refused);
        }
    }

    /**
     * The same on the thread that wakes. That has no use for a refusal, and may hold what dropping the future takes: a lock of
     * the library's.
     */
    private void submitWoken() {
        try {
            executor.execute(task);
        } catch (Throwable refused) {
            Roomy.later(new Refusing(this, refused));
        }
    }

    private record Refusing(StartedFuture<?> future, Throwable refused) implements Runnable {
        @Override
        public void run() {
            future.completeExceptionally(refused);
        }
    }

    private void wake() {
        while (true) {
            switch (state.get()) {
                case IDLE -> {
                    if (state.compareAndSet(State.IDLE, State.SCHEDULED)) {
                        submitWoken();
                        return;
                    }
                }
                case POLLING -> {
                    if (state.compareAndSet(State.POLLING, State.WOKEN)) {
                        return;
                    }
                }
                case SCHEDULED, WOKEN, CANCELLED, ENDED -> {
                    return;
                }
            }
        }
    }

    private void poll() {
        if (!state.compareAndSet(State.SCHEDULED, State.POLLING)) {
            return;
        }
        Optional<T> ready;
        try {
            ready = future.poll(this::wake, this::isWanted);
        } catch (Throwable thrown) {
            boolean decided = settle();
            Throwable first = ended(thrown);
            if (decided || !isDone()) {
                super.completeExceptionally(first);
            }
            return;
        }
        if (ready.isPresent()) {
            Throwable thrown = ended(null);
            if (thrown == null) {
                super.complete(ready.get());
            } else {
                super.completeExceptionally(thrown);
            }
        } else if (isSpent) {
            end();
        } else if (!state.compareAndSet(State.POLLING, State.IDLE)) {
            if (state.compareAndSet(State.WOKEN, State.SCHEDULED)) {
                submit();
            } else {
                end();
            }
        }
    }

    private void end() {
        state.set(State.ENDED);
        future.end();
    }

    /** Ends it: whoever waits for it is told what is thrown with that. */
    private @Nullable Throwable ended(@Nullable Throwable first) {
        try {
            end();
            return first;
        } catch (Throwable thrown) {
            return Thrown.first(first, thrown);
        }
    }

    /** Asked where it is ready. */
    private boolean isWanted() {
        isSpent = true;
        return settle();
    }

    private boolean settle() {
        return settled.compareAndSet(false, true);
    }

    @Override
    public boolean complete(T value) {
        return completeBy(() -> super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable thrown) {
        Objects.requireNonNull(thrown, "completeExceptionally: null is passed");
        return completeBy(() -> super.completeExceptionally(thrown));
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return completeBy(() -> super.cancel(mayInterruptIfRunning)) || isCancelled();
    }

    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor by) {
        Objects.requireNonNull(supplier, "completeAsync: null is passed");
        by.execute(() -> {
            if (!isDone()) {
                completeWith(supplier);
            }
        });
        return this;
    }

    private void completeWith(Supplier<? extends T> supplier) {
        T value;
        try {
            value = supplier.get();
        } catch (Throwable thrown) {
            completeExceptionally(thrown);
            return;
        }
        complete(value);
    }

    @Override
    public void obtrudeValue(T value) {
        if (!completeBy(() -> super.obtrudeValue(value))) {
            super.obtrudeValue(value);
        }
    }

    @Override
    public void obtrudeException(Throwable thrown) {
        Objects.requireNonNull(thrown, "obtrudeException: null is passed");
        if (!completeBy(() -> super.obtrudeException(thrown))) {
            super.obtrudeException(thrown);
        }
    }

    /** Completes it otherwise than by polling it; whether that was not decided yet. */
    private boolean completeBy(Runnable completing) {
        if (!settle()) {
            return false;
        }
        try {
            stop();
        } finally {
            completing.run();
        }
        return true;
    }

    /** The library has no such future any more. */
    void lost() {
        state.set(State.ENDED);
        if (settle()) {
            super.completeExceptionally(
                    new ObjectDroppedException(future + future.borrows.how() + " before it was ready"));
        }
    }

    /** Nobody wants its result: it is dropped, by the task that is polling, here, or by a task of its own. */
    private void stop() {
        future.abandon();
        State before = state.getAndUpdate(now -> switch (now) {
            case IDLE, SCHEDULED, ENDED -> State.ENDED;
            case POLLING, WOKEN, CANCELLED -> State.CANCELLED;
        });
        if (before != State.IDLE && before != State.SCHEDULED) {
            return;
        }
        if (future.isHere()) {
            future.close();
            return;
        }
        try {
            executor.execute(future::end);
        } catch (RuntimeException | Error _) {
            // It is dropped with its region, or by whoever closes it.
        }
    }
}
