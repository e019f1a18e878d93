package org.rdylib.loader;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.rdylib.loader.internal.StageFuture;
import org.rdylib.loader.stub.ForeignFuture;

/**
 * A future of a boundary, {@code Box<dyn Future<Output = T>>}: what an {@code async fn} gives. Java has it alone, and asks
 * it for its result once, by {@link #join} or by {@link #start}; if it is {@linkplain #close closed} before, it is cancelled.
 *
 * <p>A library's future does nothing of itself: it has to be polled, and says by its waker when that is worth while. It is
 * polled where Java says, {@code join} on the calling thread, {@code start} in tasks of an executor, and never by the thread
 * that wakes it, whichever that is. One that is not {@code Send}, as that of an {@code async fn} is not, or that borrows from
 * a region of one thread, is polled and closed on the thread that it was given to; such a one is started with an executor
 * that runs its tasks there.
 *
 * <p>It belongs to the regions of all that it borrows from. They drop it when they are closed, but for one that is being
 * waited for: then closing them is refused. What was polled to its end, or has failed, is dropped at once, on the thread that
 * polled it.
 *
 * {@snippet :
 * try (Async<Long> answer = library.ask(question)) {
 *     long n = answer.join();
 * }
 * }
 *
 * @param <T> its result; {@link Unit} for {@code ()}
 */
public sealed interface Async<T> extends AutoCloseable permits ForeignFuture, StageFuture {

    /**
     * A future of Java's, to be given to a library. It is ready when the stage is, and fails with what the stage fails with. The
     * thread that completes the stage wakes the library, which polls it then (where hardly any stack is left, another thread
     * does, a moment later); if the library drops it before, the stage is cancelled.
     *
     * @param stage not null, and not completed with null; {@link Unit#UNIT} where the result is {@code ()}
     */
    static <T> Async<T> of(CompletionStage<T> stage) {
        return new StageFuture<>(stage);
    }

    /**
     * Polls it on the calling thread, which waits in between, until it is ready.
     *
     * @return the result
     * @throws SpentFutureException if it was asked for its result before
     * @throws ObjectDroppedException if it was closed, or dropped with a region; also if another thread closes it meanwhile
     * @throws LibraryFailedException if it fails; where it fails because of an exception of Java's, that is thrown as it is,
     *     checked or not
     * @throws WrongThreadException on another thread than its own, if it has one
     */
    T join();

    /**
     * Has it polled by tasks of {@code executor}, the first time and whenever it has been woken. The task that finds it ready
     * completes what is returned; if polling throws, it is completed with that. To complete or cancel it otherwise, by whatever
     * method, is to cancel the future, which is dropped at once or, if this thread may not, by a task.
     *
     * <p>If the executor takes no task, what is returned is completed with what that throws, and the future is cancelled. Where it
     * was the library that woke it, another thread than the one that did does so, since that may be in the middle of anything; a
     * future that this may not drop is there until it is closed, or its region is.
     *
     * @param executor one that does not run tasks within {@code execute}, since the thread that does may be one of the
     *     library's, in the middle of anything
     * @throws SpentFutureException if it was asked for its result before
     * @throws ObjectDroppedException if it was closed, or dropped with a region
     */
    CompletableFuture<T> start(Executor executor);

    /**
     * Cancels it, unless it has been polled to its end: it is dropped, once. Whoever waits for it is told by an {@link
     * ObjectDroppedException}: what {@link #start} has returned is completed with that, {@link #join} throws it, and a library that
     * was given it is woken, and finds it when it polls.
     *
     * @throws ObjectBusyException while it is being polled
     * @throws WrongThreadException on another thread than its own, if it has one
     */
    @Override
    void close();
}
