package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.rdylib.verifier.Unload;

/** A library's future that has given its result is polled no more, whoever cancels it at that moment. */
class PolledOnceTest extends MarkedLibraries {

    /** One in some 40,000 was, before. */
    private static final int TIMES = 300_000;

    private static final ForeignFuture.Output<String> NOTHING = new ForeignFuture.Output<>(0, 1, (_, _) -> "ready");
    private static final AtomicLong READY = new AtomicLong();
    private static final AtomicLong LATE = new AtomicLong();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment table = arena.allocate(ValueLayout.JAVA_LONG, 6);

    private void function(int word, String name, FunctionDescriptor shape) {
        MemorySegment function = Upcalls.stub(MethodHandles.lookup(), Entry.unnoted(name, shape), arena);
        table.setAtIndex(ValueLayout.JAVA_LONG, word, function.address());
    }

    @SuppressWarnings("unused") // called through the table
    private static void dropped(long future) {}

    /** It is ready at once, and wakes whoever polls it besides. */
    @SuppressWarnings("unused") // called through the table
    private static long polled(long future, long waker, long wakerTable, long out) {
        boolean ready = READY.getAndSet(future) != future;
        if (ready) {
            ((Runnable) Objects.requireNonNull(HostTargets.find(waker)).target).run();
        } else {
            LATE.incrementAndGet();
        }
        Memory.putByte(out, (byte) (ready ? 1 : 0));
        return 0;
    }

    private ForeignFuture<String> future(Library library, long number) {
        CallFrame frame = library.enter();
        try {
            Receiving received = frame.receive(library);
            ForeignFuture<String> made = new ForeignFuture<>(
                    received, library.region(), number, table.address(), "soon()", "soon()", Sending.SEND, NOTHING);
            received.complete();
            received.close();
            return made;
        } finally {
            frame.close();
        }
    }

    @Test
    void whatIsCancelledWhileItIsReady() throws InterruptedException {
        function(0, "dropped", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));
        function(5, "polled", ForeignFuture.POLL_SHAPE);
        table.setAtIndex(ValueLayout.JAVA_LONG, 3, 8);
        table.setAtIndex(ValueLayout.JAVA_LONG, 4, 1);
        Library library = Library.load(tiny(), Tiny.host(Tiny.DESCRIPTOR), Unload.NEVER);
        Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        Thread polling = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                Objects.requireNonNullElse(tasks.poll(), Thread::onSpinWait).run();
            }
        });
        for (int i = 1; i <= TIMES; i++) {
            CompletableFuture<String> started = future(library, i).start(tasks::add);
            for (int wait = i % 200; wait > 0; wait--) {
                Thread.onSpinWait();
            }
            started.cancel(true);
        }
        over.set(true);
        polling.join();
        arena.close();
        assertThat(LATE).hasValue(0);
    }
}
