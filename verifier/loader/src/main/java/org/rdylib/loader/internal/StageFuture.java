package org.rdylib.loader.internal;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rdylib.loader.Async;
import org.rdylib.loader.SpentFutureException;

/** A future of Java's. */
public final class StageFuture<T> implements Async<T> {

    private final CompletableFuture<T> stage;
    private final AtomicBoolean spent = new AtomicBoolean();
    private final AtomicBoolean watched = new AtomicBoolean();

    /** Ready when the stage is. */
    public StageFuture(CompletionStage<T> stage) {
        this.stage = Nulls.refuse(stage, "Async.of(stage)").toCompletableFuture();
    }

    /**
     * Asks it for its result, which is done once.
     *
     * @throws SpentFutureException if it was done before
     */
    public void spend() {
        if (!spent.compareAndSet(false, true)) {
            throw new SpentFutureException("a future of Java's is asked for its result a second time");
        }
    }

    /**
     * Its result, if it is there.
     *
     * @param wake is run once it is, on the thread that completes the stage; the same each time
     */
    public Optional<T> poll(Runnable wake) {
        if (!stage.isDone()) {
            if (watched.compareAndSet(false, true)) {
                var _ = stage.whenComplete((_, _) -> wake.run());
            }
            return Optional.empty();
        }
        return Optional.of(result());
    }

    @Override
    public T join() {
        spend();
        return result();
    }

    private T result() {
        try {
            return Nulls.refuse(stage.join(), "the result of a future of Java's");
        } catch (CompletionException thrown) {
            throw Thrown.asItIs(thrown.getCause() == null ? thrown : thrown.getCause());
        }
    }

    @Override
    public CompletableFuture<T> start(Executor executor) {
        Nulls.refuse(executor, "start");
        spend();
        return stage;
    }

    @Override
    public void close() {
        stage.cancel(false);
    }
}
