package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rdylib.loader.Region;
import org.rdylib.loader.SpentClosureException;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CalledOnceTest extends MarkedLibraries {

    @Test
    void aFnOnceIsNotCalledByAThreadThatWasAboutToWhenAnotherDid() throws Exception {
        try (Region region = Region.openShared()) {
            ForeignObject closure = closure(region);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread other = Thread.ofPlatform().unstarted(() -> {
                try {
                    closure.enterOnce();
                } catch (SpentClosureException refused) {
                    thrown.set(refused);
                }
            });
            // Who begins a use waits for it: the other has seen by then that nobody has called the closure.
            synchronized (closure.lent) {
                other.start();
                while (other.getState() != Thread.State.BLOCKED) {
                    Thread.onSpinWait();
                }
                closure.leaveExclusive(closure.enterOnce());
            }
            other.join();
            assertThat(thrown.get()).isInstanceOf(SpentClosureException.class);
            // What was refused is not in the way.
            closure.leaveExclusive(closure.enterExclusive());
        }
    }

    private ForeignObject closure(Region region) {
        MemorySegment table = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, 5);
        table.setAtIndex(ValueLayout.JAVA_LONG, 3, 8);
        Terms terms = Terms.object(Terms.Holder.EXCLUSIVE, Sending.SEND_SYNC);
        Library library = Tiny.load(tiny(), Tiny.DESCRIPTOR);
        return new ForeignObject(library, region, 8, table.address(), List.of(), "once()", "once()", terms);
    }
}
