package org.rdylib.loader.stub;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.rdylib.loader.Async;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.SpentFutureException;
import org.rdylib.loader.internal.StageFuture;

/**
 * A future that Java gives to a library: what generated code polls. The last waker that it was polled with is kept until it
 * wakes, on whichever thread the future gets ready, or until the library drops the future, which cancels it.
 */
public final class HostFuture<T> implements AutoCloseable {

    private final Async<T> future;
    private final String name;
    private final AtomicReference<@Nullable ForeignWaker> kept = new AtomicReference<>();

    /** Whether it has been asked for its result for the library, rather than by Java. */
    private boolean begun;

    private boolean over;

    private HostFuture(Async<T> future, String name) {
        this.future = future;
        this.name = name;
    }

    /**
     * One that is about to be given.
     *
     * @param name of what gives it, for messages: {@code fetch()}
     */
    public static <T> HostFuture<T> of(Async<T> future, String name) {
        return new HostFuture<>(Objects.requireNonNull(future, () -> name + ": null is passed"), name);
    }

    /**
     * Its result, if it is there; else the library is woken when it is to be polled again.
     *
     * @param upcall the running call of {@code poll}
     * @param waker the data word of what it is polled with
     * @param wakerTable the table of what it is polled with
     * @throws SpentFutureException if it gave its result before, or a failure; or Java has asked it for its result
     * @throws InvalidValueException if it is polled with what is no waker
     */
    public Optional<T> poll(Upcall upcall, long waker, long wakerTable) {
        if (over) {
            throw new SpentFutureException(name + ": polled after it gave its result, or a failure");
        }
        boolean pending = false;
        try {
            keep(upcall.library(), waker, wakerTable);
            Optional<T> ready = poll();
            pending = ready.isEmpty();
            return ready;
        } finally {
            if (!pending) {
                over = true;
                forget();
            }
        }
    }

    private Optional<T> poll() {
        return switch (future) {
            case StageFuture<T> stage -> {
                if (!begun) {
                    stage.spend();
                    begun = true;
                }
                yield stage.poll(this::wake);
            }
            case ForeignFuture<T> foreign -> {
                if (!begun) {
                    foreign.spend();
                    begun = true;
                }
                Optional<T> ready = foreign.poll(this::wake, () -> true);
                if (ready.isPresent()) {
                    foreign.end();
                }
                yield ready;
            }
        };
    }

    private void keep(Library library, long data, long table) {
        ForeignWaker before = kept.get();
        if (before == null || !before.isCloneOf(data, table)) {
            ForeignWaker replaced = kept.getAndSet(ForeignWaker.keep(library, data, table, name));
            if (replaced != null) {
                replaced.drop();
            }
        }
    }

    private void wake() {
        ForeignWaker waker = kept.getAndSet(null);
        if (waker != null) {
            waker.wake();
        }
    }

    private void forget() {
        ForeignWaker waker = kept.getAndSet(null);
        if (waker != null) {
            waker.drop();
        }
    }

    /** The library drops it: unless it is ready, it is cancelled. */
    @Override
    public void close() {
        try {
            forget();
        } finally {
            if (begun && future instanceof ForeignFuture<T> foreign) {
                // Where only another thread may drop it, nothing keeps its region from doing so.
                foreign.abandon();
            }
            future.close();
        }
    }
}
