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
