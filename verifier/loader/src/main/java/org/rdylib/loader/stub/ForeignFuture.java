package org.rdylib.loader.stub;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Async;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.SpentFutureException;
import org.rdylib.loader.internal.Threads;

/**
 * A future that a library made. To poll it is a {@code &mut self} call of its only slot, {@code poll(data, waker,
 * waker_table, out)}; once it has given its result or a failure it is dropped.
 */
public final class ForeignFuture<T> extends ForeignHandle implements Async<T> {

    private static final List<String> METHODS = List.of("poll");

    private static final int NONE = 0;
    private static final int SOME = 1;

    /** {@code rdylib_failure *poll(void *data, void *waker, const void *waker_table, R_option *out)}. */
    static final FunctionDescriptor POLL_SHAPE = FunctionDescriptor.of(
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_LONG);

    private static final MethodHandle POLL = Downcalls.handle(POLL_SHAPE);

    private final long table;
    private final Output<T> output;
    private boolean spent;
    private volatile boolean awaited;
    private volatile @Nullable StartedFuture<T> started;

    /** What the last poll was to be woken by, if that was in vain: where the library has dropped it, nobody else runs it. */
    private volatile @Nullable Runnable waiter;

    /**
     * What it gives, as it lies in memory.
     *
     * @param size of a value of its type, 0 for {@code ()}
     * @param align of a value of its type
     * @param reader makes a Java value of it
     * @param freer frees what it owns, once it was read or could not be
     */
    public record Output<T>(long size, long align, Reader<T> reader, Freer freer) {

        /** The same for what owns nothing. */
        public Output(long size, long align, Reader<T> reader) {
            this(size, align, reader, (_, _) -> {});
        }

        /** How large the {@code Option} of it is, which is always tagged. */
        long optionSize() {
            return (align + size + align - 1) & -align;
        }
    }

    /** Reads a result. */
    @FunctionalInterface
    public interface Reader<T> {

        /** The value at an address; {@code received} takes over the objects in it. */
        T read(Receiving received, long at);
    }

    /** Frees a result. */
    @FunctionalInterface
    public interface Freer {

        /** The value at an address is no more; what {@code received} has taken over is not in it. */
        void free(Receiving received, long at);
    }

    /**
     * Takes over the future at {@code at}.
     *
     * @param received the value that it is part of
     * @param region the first that ends of all that its type is bounded by
     * @param at where {@code {data, table}} stands
     * @param name of what gives it, for messages: {@code fetch()}
     * @param place where it comes from, for messages
     * @param sending which threads may poll it
     * @throws InvalidValueException if it is no future
     */
    public ForeignFuture(
            Receiving received, Region region, long at, String name, String place, Sending sending, Output<T> output) {
        this(received, region, Memory.getLong(at), Memory.getLong(at + 8), name, place, sending, output);
    }

    /** The same of one that is passed in two words. */
    public ForeignFuture(
            Receiving received,
            Region region,
            long data,
            long table,
            String name,
            String place,
            Sending sending,
            Output<T> output) {
        super(
                received,
                region,
                data,
                ObjectTable.dropOf(data, table, Terms.future(sending), place),
                name,
                Terms.future(sending));
        this.table = table;
        this.output = output;
        ObjectTable.checkSlots(this, table, METHODS, place);
        received.made(this);
    }

    @Override
    long counted() {
        throw new IllegalStateException(this + " is not counted");
    }

    @Override
    boolean isAwaited() {
        return awaited;
    }

    @Override
    public T join() {
        spend();
        Waiting waiting = new Waiting(Thread.currentThread());
        try {
            while (true) {
                Optional<T> ready = poll(waiting, () -> true);
                if (ready.isPresent()) {
                    return ready.get();
                }
                waiting.await();
            }
        } finally {
            end();
        }
    }

    @Override
    public CompletableFuture<T> start(Executor executor) {
        Objects.requireNonNull(executor, "start: null is passed");
        spend();
        StartedFuture<T> begun = new StartedFuture<>(this, executor);
        started = begun;
        begun.submit();
        return begun;
    }

    /**
     * Asks it for its result, which is done once.
     *
     * @throws SpentFutureException if it was done before
     * @throws ObjectDroppedException if it is no more
     */
    void spend() {
        synchronized (borrows) {
            if (spent) {
                throw new SpentFutureException(this + " is asked for its result a second time");
            }
            borrows.checkDropped();
            spent = true;
            awaited = true;
        }
    }

    /**
     * Polls it; it is to be dropped once this has given a result or thrown.
     *
     * @param wake is run when it is to be polled again, on any thread, or is no more
     * @param wanted asked when it is ready: whether its result is to be read; else it is freed, and nothing is given
     * @throws ObjectDroppedException if it is no more
     * @throws ObjectBusyException if it is being polled
     * @throws org.rdylib.loader.LibraryClosedException if the library was closed
     * @throws WrongThreadException on a thread that may not poll it
     */
    Optional<T> poll(Runnable wake, BooleanSupplier wanted) {
        library.probeStack();
        borrows.take("polled");
        waiter = null;
        CallFrame frame = enter(true);
        try {
            KeptTarget waker = HostWaker.lend(wake, library);
            long out;
            try {
                out = frame.reserve(output.optionSize(), output.align());
                Failures.check((long) POLL.invokeExact(
                        ObjectTable.slot(table, 0),
                        data,
                        waker.key,
                        HostWaker.TYPE.tables().countedTable(),
                        out));
                frame.rethrow();
            } finally {
                HostTargets.release(waker);
            }
            int tag = Memory.getByte(out) & 0xFF;
            return switch (tag) {
                case NONE -> {
                    waiter = wake;
                    yield Optional.empty();
                }
                case SOME -> read(frame, out + output.align(), wanted);
                default -> throw Values.unknownTag(tag, "Option", name);
            };
        } catch (Throwable thrown) {
            throw Failures.rethrow(thrown);
        } finally {
            borrows.end(true);
            frame.close();
        }
    }

    private Optional<T> read(CallFrame frame, long at, BooleanSupplier wanted) {
        Receiving received = frame.receive(library);
        try {
            if (!wanted.getAsBoolean()) {
                return Optional.empty();
            }
            return received.complete(Optional.of(output.reader().read(received, at)));
        } finally {
            received.close();
            output.freer().free(received, at);
        }
    }

    /** Nobody waits for it any more: it is dropped, unless only another thread may, or it is no more. */
    void end() {
        awaited = false;
        if (isHere()) {
            close();
        }
    }

    /** Nobody waits for it any more. */
    void abandon() {
        awaited = false;
    }

    /** Whether this thread may drop it. */
    boolean isHere() {
        return borrows.dropper().map(Threads::isCurrent).orElse(true);
    }

    @Override
    void dropped() {
        awaited = false;
        StartedFuture<T> begun = started;
        if (begun != null) {
            begun.lost();
        }
        Runnable wake = waiter;
        if (wake != null) {
            waiter = null;
            wake.run();
        }
    }

    /** A thread that waits for it. */
    private static final class Waiting implements Runnable {

        private final Thread thread;
        private volatile boolean woken;

        Waiting(Thread thread) {
            this.thread = thread;
        }

        @Override
        public void run() {
            woken = true;
            LockSupport.unpark(thread);
        }

        /** Returns once it has been woken since it was polled last, or before. An interrupt is kept for later. */
        void await() {
            boolean interrupted = false;
            while (!woken) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            woken = false;
            if (interrupted) {
                thread.interrupt();
            }
        }
    }
}
