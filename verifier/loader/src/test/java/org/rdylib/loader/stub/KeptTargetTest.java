package org.rdylib.loader.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rdylib.loader.Region;
import org.rdylib.loader.StaleClosureException;
import org.rdylib.loader.internal.Adoption;
import org.rdylib.loader.internal.NativeRegion;

class KeptTargetTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDestructorOfTheRegionThatItIsLentForMayCallIt(boolean shared) {
        List<String> called = new ArrayList<>();
        Region region = shared ? Region.openShared() : Region.open();
        KeptTarget target =
                HostTargets.keep(CallMemoryTest.Lending.TYPE, (Runnable) () -> {}, null, Sending.CONFINED, region);
        ((NativeRegion) region).adopt(() -> {
            call(target);
            called.add("once");
        });
        region.close();
        assertThat(called).containsExactly("once");
        assertThatExceptionOfType(StaleClosureException.class).isThrownBy(() -> call(target));
        assertThat(HostTargets.forget(target)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneThatNobodyElseDropsIsDroppedBeforeMemoryThatIsOlder(boolean shared) {
        List<String> over = new ArrayList<>();
        try (Region region = shared ? Region.openShared() : Region.open()) {
            Adoption _ = ((NativeRegion) region).keepMemory(() -> over.add("memory"));
            long key = new Making(null)
                    .keepFor(
                            CallMemoryTest.Lending.TYPE,
                            new Closing(() -> over.add("closed")),
                            region,
                            Sending.CONFINED);
            assertThat(HostTargets.find(key)).isNotNull();
        }
        assertThat(over).containsExactly("closed", "memory");
    }

    /** A closure that is closed, too. */
    private record Closing(Runnable end) implements Runnable, AutoCloseable {
        @Override
        public void run() {}

        @Override
        public void close() {
            end.run();
        }
    }

    private static void call(KeptTarget target) {
        Upcall upcall = Upcall.enter();
        try {
            target.begin(upcall, HostType.Access.SHARED);
            target.end(upcall, HostType.Access.SHARED);
        } finally {
            upcall.leave();
        }
    }

    @Test
    void itIsNotDroppedWhileMoreHaveItThanAnIntCounts() {
        KeptTarget target =
                HostTargets.keep(CallMemoryTest.Lending.TYPE, (Runnable) () -> {}, null, Sending.CONFINED, null);
        target.holders().set(0xFFFF_FFFFL);
        assertThat(HostTargets.retained(target.key)).isEqualTo(target.key);
        HostTargets.dropped(target.key);
        assertThat(HostTargets.find(target.key)).isSameAs(target);
        target.holders().set(1);
        HostTargets.dropped(target.key);
        assertThat(HostTargets.find(target.key)).isNull();
    }
}
