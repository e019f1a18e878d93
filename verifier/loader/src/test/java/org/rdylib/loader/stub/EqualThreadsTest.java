package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionClosedException;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.NativeRegion;

/** A thread is itself, whatever its class says of its equals. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EqualThreadsTest extends MarkedLibraries {

    private final Region region = Region.openShared();

    /** Equal to all others. */
    private static final class Equal extends Thread {
        Equal(Runnable task) {
            super(task);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return true;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    @Test
    void itIsNotTakenForTheOneThatClosesARegion() {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Adoption _ = ((NativeRegion) region).adopt(() -> {
            Thread other = new Equal(() -> {
                try {
                    ((NativeRegion) region).check();
                } catch (RegionClosedException refused) {
                    thrown.set(refused);
                }
            });
            other.start();
            join(other);
        });
        region.close();
        assertThat(thrown.get()).isInstanceOf(RegionClosedException.class);
    }

    @Test
    void whatItReadsIsNotEndedByAnother() throws InterruptedException {
        ForeignObject object = object();
        CountDownLatch lent = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        Thread reader = new Equal(() -> {
            CallFrame frame = object.enterShared();
            object.lendShared();
            object.leaveShared(frame);
            lent.countDown();
            await(read);
        });
        reader.start();
        lent.await();
        assertThatExceptionOfType(ObjectBusyException.class)
                .isThrownBy(object::enterExclusive)
                .withMessageContaining("another thread may read");
        read.countDown();
        reader.join();
        object.leaveExclusive(object.enterExclusive());
        region.close();
    }

    private ForeignObject object() {
        MemorySegment table = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, 5);
        table.setAtIndex(ValueLayout.JAVA_LONG, 3, 8);
        Terms terms = Terms.object(Terms.Holder.EXCLUSIVE, Sending.SEND_SYNC);
        Library library = Tiny.load(tiny(), Tiny.DESCRIPTOR);
        return new ForeignObject(library, region, 8, table.address(), List.of(), "Cell", "cell()", terms);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
