package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.RegionInUseException;
import org.rdylib.loader.internal.CallbackRegion;
import org.rdylib.loader.internal.NativeRegion;
import org.rdylib.loader.testing.CLibrary;
import org.rdylib.loader.testing.OtherThread;
import org.rdylib.verifier.Unload;

/**
 * What is lent to something, that a destructor is running of, is neither dropped nor used otherwise, on whichever thread: that
 * would have to wait for the destructor, which may wait in turn.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrossedDestructorsTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    /** The numbers of those that have nothing to do but to lend begin here. */
    private static final long LENDER = 1000;

    private static final String DESCRIPTOR = """
        abi: 1
        library: tiny
        version: 1.0.0
        exports:
          drop: 'extern "C" fn(object: i64)'
        imports:
          dropped: 'extern "C" fn(object: i64)'
        """;

    private static final String SOURCE = """
        #include <stdint.h>
        void **tiny_imports;
        void tiny_drop(int64_t object) { ((void (*)(int64_t)) tiny_imports[0])(object); }
        """;

    @TempDir
    private Path folder;

    private final Arena arena = Arena.ofAuto();
    private final Map<Long, ThrowingCallable> last = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> dropped = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    private Library library;
    private long table;

    @BeforeEach
    void load() {
        Path file = Tiny.note(CLibrary.in(folder).source(SOURCE), DESCRIPTOR).build("libtiny.so");
        library = Library.load(file, Tiny.host(DESCRIPTOR), Unload.NEVER, loaded -> List.of(dropped(loaded)));
        MemorySegment words = arena.allocate(ValueLayout.JAVA_LONG, 5);
        words.setAtIndex(ValueLayout.JAVA_LONG, 0, library.function("drop").address());
        words.setAtIndex(ValueLayout.JAVA_LONG, 3, 8);
        table = words.address();
    }

    private ImportFunction dropped(Library loaded) {
        Entry entry =
                new Entry("dropped", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG)).answering(Exhausted.ofImport(0));
        return ImportFunction.of("dropped", MethodHandles.lookup(), entry, loaded, CrossedDestructorsTest.class, this);
    }

    @SuppressWarnings("unused") // called through the import
    private static void dropped(Library library, CrossedDestructorsTest test, long object) {
        Upcall upcall = Upcall.enter(library);
        try {
            test.note(test.last.getOrDefault(object, () -> {}));
            if (object < LENDER) {
                test.dropped.add(object);
            }
            upcall.leave();
        } catch (Throwable thrown) {
            Upcall.fail(upcall, thrown);
        }
    }

    private void note(ThrowingCallable action) {
        Throwable failed = catchThrowable(action);
        if (failed != null) {
            thrown.add(failed);
        }
    }

    private ForeignObject object(Region region, long number) {
        Terms terms = Terms.object(Terms.Holder.BOX, Sending.SEND_SYNC);
        CallFrame frame = library.enter();
        try {
            return new ForeignObject(frame.receive(library), region, number, table, List.of(), "Cell", "cell()", terms);
        } finally {
            frame.close();
        }
    }

    /** How it is lent, by a thread that has ended, to something that belongs to another region, too. */
    enum Lending {
        /** A method answers with what borrows from it. */
        BORROWED {
            @Override
            void lend(Lent lent) {
                lent.toObject(lent(lent.object));
            }
        },
        /** It is passed to a call that may keep it, for as long as something else of its region is borrowed. */
        KEPT {
            @Override
            void lend(Lent lent) {
                Region borrowed = lent(lent.lender);
                CallFrame frame = lent.object.library().enter();
                try {
                    Region kept = frame.keeping(Regions.shortest(borrowed, lent.other));
                    lent.object.passShared(frame, lent.object.library(), Sending.SEND_SYNC, kept);
                    frame.handOver();
                    lent.toObject(kept);
                } finally {
                    frame.close();
                }
            }
        };

        abstract void lend(Lent lent);

        static Region lent(ForeignObject object) {
            CallFrame frame = object.enterShared();
            try {
                return object.lendShared();
            } finally {
                object.leaveShared(frame);
            }
        }
    }

    /** An object of a region, and one that is dropped with another, and that it is lent to. */
    final class Lent {
        final Region region = Region.openShared();
        final Region other = Region.openShared();
        final long number;
        final ForeignObject lender;
        final ForeignObject object;

        /**
         * Lends it.
         *
         * @param number the object's; that of what it is lent to is the next
         */
        Lent(long number, Lending how) throws Throwable {
            this.number = number;
            this.lender = object(region, LENDER + number);
            this.object = object(region, number);
            OtherThread.run(() -> how.lend(this));
        }

        void toObject(Region until) {
            object(Regions.shortest(until, other), number + 1);
        }

        /** What the destructor does of what it is lent to. */
        void last(ThrowingCallable action) {
            last.put(number + 1, action);
        }

        void take() {
            object.leaveExclusive(object.enterExclusive());
        }
    }

    /** One at least; the other may come when the first's destructor is over. */
    private void assertOneRefused(List<Thread> threads, Class<? extends Throwable> type) throws InterruptedException {
        for (Thread thread : threads) {
            assertThat(thread.join(LONG)).as("it ends").isTrue();
        }
        assertThat(thrown).hasSizeBetween(1, 2).hasOnlyElementsOfType(type);
        thrown.clear();
    }

    private void assertRefused(int times, Class<? extends Throwable> type) {
        assertThat(thrown).hasSize(times).hasOnlyElementsOfType(type);
        thrown.clear();
    }

    @ParameterizedTest
    @EnumSource
    void twoThatCloseWhatIsLentToWhatTheOtherDrops(Lending how) throws Throwable {
        Lent one = new Lent(10, how);
        Lent other = new Lent(20, how);
        CyclicBarrier both = new CyclicBarrier(2);
        List<Thread> threads =
                List.of(crossing(one, both, other.region::close), crossing(other, both, one.region::close));
        assertOneRefused(threads, RegionInUseException.class);
        one.region.close();
        other.region.close();
        assertThat(thrown).isEmpty();
        assertThat(dropped).containsExactlyInAnyOrder(11L, 21L, 10L, 20L);
    }

    /** Drops what the own object is lent to, of which the destructor does something once both are running. */
    private Thread crossing(Lent own, CyclicBarrier both, ThrowingCallable action) {
        own.last(() -> {
            both.await();
            action.call();
        });
        return Thread.ofPlatform().daemon().start(() -> note(own.other::close));
    }

    @ParameterizedTest
    @EnumSource
    void twoThatUseWhatIsLentToWhatTheOtherDrops(Lending how) throws Throwable {
        Lent one = new Lent(10, how);
        Lent other = new Lent(20, how);
        CyclicBarrier both = new CyclicBarrier(2);
        List<Thread> threads = List.of(crossing(one, both, other::take), crossing(other, both, one::take));
        assertOneRefused(threads, ObjectBusyException.class);
        one.take();
        other.take();
        assertThat(dropped).containsExactlyInAnyOrder(11L, 21L);
    }

    @ParameterizedTest
    @EnumSource
    void noDestructorDropsWhatItMayUse(Lending how) throws Throwable {
        Lent lent = new Lent(10, how);
        lent.last(() -> {
            note(lent.region::close);
            assertRefused(1, RegionInUseException.class);
            note(lent.object::close);
            note(lent::take);
            assertRefused(2, ObjectBusyException.class);
        });
        lent.other.close();
        assertThat(thrown).isEmpty();
        lent.take();
        lent.region.close();
        assertThat(dropped).containsExactly(11L, 10L);
    }

    @Test
    void whatIsLentUntilARegionEndsIsSoInItsDestructors() {
        Region region = Region.openShared();
        Region inner = Region.openShared();
        ForeignObject object = object(region, 10);
        CallFrame frame = library.enter();
        Region kept = frame.keeping(inner);
        assertThat(((NativeRegion) region).ensureOutlives((NativeRegion) kept)).isTrue();
        object.passShared(frame, library, Sending.SEND_SYNC, kept);
        frame.handOver();
        object(kept, 11);
        frame.close();
        last.put(11L, () -> {
            note(object::close);
            note(() -> object.leaveExclusive(object.enterExclusive()));
            note(() -> OtherThread.run(object::close));
            assertRefused(3, ObjectBusyException.class);
        });
        inner.close();
        assertThat(thrown).isEmpty();
        object.close();
        assertThat(dropped).containsExactly(11L, 10L);
        region.close();
    }

    /** Where another thread begins to drop it only when the region is ending already, that waits for it. */
    @ParameterizedTest
    @EnumSource
    void whatIsDroppedElsewhereMeanwhileIsWaitedFor(Lending how) throws Throwable {
        Lent lent = new Lent(10, how);
        CountDownLatch inside = new CountDownLatch(1);
        AtomicReference<Thread> ending = new AtomicReference<>();
        object(lent.region, 12);
        last.put(12L, () -> {
            // The region is ending.
            ending.set(Thread.ofPlatform().daemon().start(() -> note(lent.other::close)));
            inside.await();
        });
        lent.last(() -> {
            inside.countDown();
            Thread.sleep(100);
        });
        lent.region.close();
        assertThat(ending.get().join(LONG)).isTrue();
        assertThat(thrown).isEmpty();
        assertThat(dropped).containsExactly(12L, 11L, 10L);
    }

    /** What it would read in its destructor may be gone. */
    @Test
    void whatACallbackHasLeftThatWasCutOffIsNotDroppedByAnother() {
        Region region = Region.openShared();
        Region other = Region.openShared();
        ForeignObject object = object(region, 10);
        CallbackRegion callback = new CallbackRegion(() -> true);
        CallFrame frame = library.enter();
        Region kept = frame.keeping(Regions.shortest(callback, other));
        assertThat(((NativeRegion) region).ensureOutlives((NativeRegion) kept)).isTrue();
        object.passShared(frame, library, Sending.SEND_SYNC, kept);
        frame.handOver();
        ForeignObject left = object(kept, 11);
        frame.close();
        callback.abandon();
        assertThat(catchThrowable(left::enterShared)).isInstanceOf(RegionClosedException.class);
        other.close();
        region.close();
        assertThat(dropped).containsExactly(10L);
    }
}
