package org.rdylib.conformance.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.ObjectSharedException;
import org.rdylib.loader.RegionException;

/** The library lends what it owns. */
record LentChecks(Teams teams) {

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("what the library owns is lent with it", this::kit);
        checks.put("what is lent ends with the next use that conflicts", this::ended);
        checks.put("what is lent is nobody's to drop", this::dropped);
        checks.put("what is lent is not owned", this::passed);
        checks.put("a callback is lent what the library owns", this::shown);
        return checks;
    }

    private Team team(OwnWorker own) {
        try (Worker chief = teams.chief(5)) {
            return teams.form(TeamsDriver.kit(teams.worker(3), chief, teams.tool(), own, teams.worker(7)));
        }
    }

    private void kit() {
        OwnWorker own = new OwnWorker(2);
        try (Team team = team(own)) {
            Kit kit = teams.kit(team);
            assertThat(kit.name()).isEqualTo("kit");
            assertThat(kit.worker().work(2)).isEqualTo(6);
            assertThat(kit.chief().work(2)).isEqualTo(10);
            assertThat(kit.log().orElseThrow().call("four")).isEqualTo(4);
            assertThat(kit.rate().call(3)).isEqualTo(300);
            assertThat(kit.others()).extracting(worker -> worker.work(1)).containsExactly(2L, 7L);
            assertThatExceptionOfType(ObjectSharedException.class)
                    .isThrownBy(() -> kit.worker().train());
            assertThatExceptionOfType(ObjectSharedException.class)
                    .isThrownBy(() -> kit.last().call());
            assertThat(teams.members(team))
                    .hasSize(2)
                    .allSatisfy(worker -> assertThat(worker.work(0)).isZero());
            assertThat(teams.crew(team).workers().getLast().work(1)).isEqualTo(7);
            assertThat(own.closings()).isZero();
        }
        assertThat(own.closings()).isEqualTo(1);
    }

    private void ended() {
        try (Team team = team(new OwnWorker(2))) {
            Kit kit = teams.kit(team);
            List<Worker> members = teams.members(team);
            teams.settle(team);
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> kit.worker().work(1));
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> kit.chief().work(1));
            assertThatExceptionOfType(RegionException.class)
                    .isThrownBy(() -> kit.log().orElseThrow().call(""));
            assertThatExceptionOfType(RegionException.class).isThrownBy(() -> teams.useAll(List.of(kit.tool())));
            assertThat(members)
                    .allSatisfy(worker ->
                            assertThatExceptionOfType(RegionException.class).isThrownBy(() -> worker.work(1)));
            assertThat(teams.kit(team).worker().work(1)).isEqualTo(3);
        }
    }

    private void dropped() {
        try (Team team = team(new OwnWorker(2))) {
            Kit kit = teams.kit(team);
            kit.worker().close();
            kit.chief().close();
            kit.tool().close();
            kit.others().forEach(Worker::close);
            assertThatExceptionOfType(ObjectDroppedException.class)
                    .isThrownBy(() -> kit.worker().work(1));
            assertThat(teams.kit(team).worker().work(1)).isEqualTo(3);
            assertThatExceptionOfType(ObjectSharedException.class)
                    .isThrownBy(() -> teams.kit(team).worker().retire());
            assertThat(teams.inspect(TeamsDriver.kit(
                            new OwnWorker(1), new OwnWorker(1), teams.kit(team).tool())))
                    .isEqualTo(204);
        }
    }

    private void passed() {
        try (Team team = team(new OwnWorker(2))) {
            List<Worker> members = teams.members(team);
            assertThatExceptionOfType(RegionException.class).isThrownBy(() -> teams.total(members, 1));
            assertThatExceptionOfType(RegionException.class).isThrownBy(() -> teams.inspect(teams.kit(team)));
            assertThat(teams.busy(teams.crew(team))).isEqualTo(18);
        }
    }

    private void shown() {
        OwnWorker own = new OwnWorker(2);
        List<Worker> kept = new ArrayList<>();
        try (Team team = team(own)) {
            assertThat(teams.show(team, kit -> {
                        kept.add(kit.worker());
                        kept.add(kit.chief());
                        kept.addAll(kit.others());
                        return kit.worker().work(1) + kit.log().orElseThrow().call(kit.name());
                    }))
                    .isEqualTo(6);
            assertThat(teams.each(team, workers -> {
                        kept.addAll(workers);
                        return workers.stream()
                                .mapToLong(worker -> worker.work(1))
                                .sum();
                    }))
                    .isEqualTo(9);
            assertThat(teams.beside(team, pairs -> {
                        kept.add(pairs.getFirst().first());
                        kept.add(pairs.getFirst().second().worker());
                        return kept.get(6).work(1) + kept.get(7).work(1);
                    }))
                    .isEqualTo(4);
            assertThat(kept)
                    .hasSize(8)
                    .allSatisfy(worker ->
                            assertThatExceptionOfType(RegionException.class).isThrownBy(() -> worker.work(1)));
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> teams.show(team, kit -> {
                        throw new IllegalStateException(kit.name());
                    }));
            assertThat(own.closings()).isZero();
        }
        assertThat(own.closings()).isEqualTo(1);
    }
}
