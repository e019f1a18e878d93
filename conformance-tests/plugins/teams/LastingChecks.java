package org.rdylib.conformance.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.Async;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.RegionException;

/** The library keeps a reference to what Java owns. */
record LastingChecks(Teams teams) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("behind a reference in a struct", this::crews);
        checks.put("what is kept by reference stays lent", this::watched);
        checks.put("what is lent comes back", this::first);
        checks.put("a future keeps what it was lent", this::later);
        return checks;
    }

    private void crews() {
        OwnWorker own = new OwnWorker(2);
        try (Worker foreign = teams.worker(3)) {
            Crew crew = new Crew(List.of(own, foreign), 4);
            assertThat(teams.busy(crew)).isEqualTo(20);
            assertThat(teams.busyAt(crew)).isEqualTo(20);
            foreign.train();
            assertThat(teams.busy(crew)).isEqualTo(24);
        }
        assertThat(own.closings()).isZero();
    }

    private void watched() {
        OwnWorker own = new OwnWorker(2);
        try (Worker foreign = teams.worker(3)) {
            try (Worker watch = teams.watch(List.of(own, foreign, foreign))) {
                assertThat(watch.work(10)).isEqualTo(80);
                assertThat(foreign.work(1)).isEqualTo(3);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(foreign::close);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(foreign::train);
                assertThat(watch.work(1)).isEqualTo(8);
            }
            foreign.train();
            try (Worker watch = teams.watch(List.of(foreign))) {
                assertThat(watch.retire()).isEqualTo(1);
            }
            try (Worker watch = teams.watch(List.of())) {
                assertThat(watch.work(1)).isZero();
            }
        }
        assertThat(own.closings()).isZero();
    }

    private void first() {
        OwnWorker own = new OwnWorker(2);
        assertThat(teams.first(List.of())).isEmpty();
        try (Worker foreign = teams.worker(3)) {
            Worker lent = teams.first(List.of(foreign)).orElseThrow();
            assertThat(lent.work(5)).isEqualTo(15);
            foreign.train();
            assertThatExceptionOfType(RegionException.class).isThrownBy(() -> lent.work(5));
            Worker again = teams.first(List.of(own, foreign)).orElseThrow();
            assertThat(again.work(5)).isEqualTo(10);
            foreign.train();
            assertThatExceptionOfType(RegionException.class).isThrownBy(() -> again.work(5));
        }
        assertThat(own.closings()).isZero();
    }

    private void later() {
        OwnWorker own = new OwnWorker(2);
        try (Worker foreign = teams.worker(3);
                Worker chief = teams.chief(5);
                Tool tool = teams.tool()) {
            Kit kit = TeamsDriver.kit(foreign, chief, tool);
            try (Async<Long> later = teams.later(List.of(own, foreign), kit)) {
                assertThat(foreign.work(1)).isEqualTo(3);
                assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(foreign::close);
                assertThat(later.join()).isEqualTo(5 + 803 + 1);
            }
            foreign.train();
            teams.later(List.of(foreign), kit).close();
            foreign.train();
            assertThat(teams.useAll(List.of(tool))).isEqualTo(2);
        }
        assertThat(own.closings()).isZero();
    }
}
