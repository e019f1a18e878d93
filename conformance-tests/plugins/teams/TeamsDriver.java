package org.rdylib.conformance.teams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.plugins.HostAccounts;
import org.rdylib.conformance.plugins.PluginChecks;
import org.rdylib.loader.ObjectBusyException;
import org.rdylib.loader.ObjectDroppedException;

/** What is owned behind references stays its owner's: Java's objects are used by the library, and the other way round. */
public final class TeamsDriver implements PluginChecks {

    @Override
    public Map<String, ThrowingCallable> checks(Path library) {
        Teams teams = Teams.load(library);
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("objects behind a reference are used and stay Java's", () -> objects(teams));
        checks.put("so are those of enums", () -> shifts(teams));
        checks.put("they are shared during the call", () -> shared(teams));
        checks.put("closures and functions", () -> closures(teams));
        checks.put("opaque values", () -> tools(teams));
        checks.put("the library keeps counts of its own", () -> counted(teams));
        checks.put("all of a struct behind a reference", () -> kits(teams));
        checks.putAll(new LastingChecks(teams).all());
        checks.putAll(new LentChecks(teams).all());
        Map<String, ThrowingCallable> accounted = new LinkedHashMap<>();
        checks.forEach((name, check) -> accounted.put(name, () -> {
            HostAccounts accounts = new HostAccounts();
            long living = teams.living();
            check.call();
            assertThat(teams.living()).as("what the library has made").isEqualTo(living);
            accounts.assertLevel();
        }));
        return accounted;
    }

    private static void objects(Teams teams) {
        OwnWorker own = new OwnWorker(2);
        try (Worker foreign = teams.worker(3);
                Worker chief = teams.chief(5)) {
            List<Worker> workers = List.of(own, foreign, own, chief);
            assertThat(teams.total(workers, 10)).isEqualTo(20 + 30 + 20 + 50);
            assertThat(teams.total(workers, 1)).isEqualTo(12);
            assertThat(teams.total(List.of(), 1)).isZero();
            assertThat(teams.one(own, 4)).isEqualTo(8);
            assertThat(teams.one(foreign, 4)).isEqualTo(12);
            foreign.train();
            assertThat(teams.one(foreign, 4)).isEqualTo(16);
            assertThat(foreign.retire()).isEqualTo(4);
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> teams.total(workers, 1));
        }
        assertThat(own.closings()).isZero();
    }

    private static void shifts(Teams teams) {
        OwnWorker own = new OwnWorker(2);
        try (Worker foreign = teams.worker(3)) {
            assertThat(teams.shift(new Shift.Off())).isZero();
            assertThat(teams.shift(new Shift.One(foreign, 5))).isEqualTo(15);
            assertThat(teams.shift(new Shift.One(own, 5))).isEqualTo(10);
            assertThat(teams.shift(new Shift.All(List.of(own, foreign), 2))).isEqualTo(10);
        }
        assertThat(own.closings()).isZero();
    }

    private static void shared(Teams teams) {
        try (Worker foreign = teams.worker(3)) {
            assertThat(teams.during(List.of(foreign, foreign), () -> {
                        assertThat(foreign.work(2)).isEqualTo(6);
                        assertThat(teams.total(List.of(foreign), 3)).isEqualTo(9);
                        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(foreign::train);
                        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(foreign::retire);
                        assertThatExceptionOfType(ObjectBusyException.class).isThrownBy(foreign::close);
                    }))
                    .isEqualTo(6);
            foreign.train();
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> teams.during(List.of(foreign, new OwnWorker(1)), () -> {
                        throw new IllegalStateException();
                    }));
            assertThatExceptionOfType(NullPointerException.class)
                    .isThrownBy(() -> teams.total(java.util.Arrays.asList(foreign, null), 1));
            foreign.train();
        }
    }

    private static void closures(Teams teams) {
        try (Teams.AddingClosure five = teams.adding(5)) {
            assertThat(teams.chain(List.of(at -> at * 2, five::call, at -> at - 1), 10))
                    .isEqualTo(24);
            assertThat(five.call(1)).isEqualTo(6);
        }
        assertThat(teams.rates(List.of(at -> at * 2, at -> at + 1), 10)).isEqualTo(21);
    }

    private static void tools(Teams teams) {
        Tool other = teams.tool();
        try (Tool one = teams.tool()) {
            assertThat(teams.useAll(List.of(one, other, one))).isEqualTo(1 + 1 + 2);
            assertThat(teams.useAll(List.of(other))).isEqualTo(2);
            other.close();
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> teams.useAll(List.of(one, other)));
            assertThat(teams.useAll(List.of(one))).isEqualTo(3);
        }
    }

    private static void counted(Teams teams) {
        OwnWorker own = new OwnWorker(2);
        try (Worker chief = teams.chief(3);
                Worker foreign = teams.worker(3)) {
            assertThat(teams.hire(List.of(own, chief))).isEqualTo(2);
            assertThat(teams.hire(List.of(own))).isEqualTo(3);
            assertThat(teams.hired(10)).isEqualTo(20 + 30 + 20);
            assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> teams.hire(List.of(foreign)));
        }
        assertThat(teams.hired(1)).isEqualTo(7);
        assertThat(own.closings()).isZero();
        teams.dismiss();
        assertThat(teams.hired(1)).isZero();
        // It was two of Java's, as often as it was passed.
        assertThat(own.closings()).isEqualTo(2);
    }

    static Kit kit(Worker worker, Worker chief, Tool tool, Worker... others) {
        return new Kit(
                "kit", worker, chief, tool, Optional.of(String::length), () -> 7, rate -> rate * 100, List.of(others));
    }

    private static void kits(Teams teams) {
        OwnWorker own = new OwnWorker(2);
        Tool tool = teams.tool();
        try (Worker foreign = teams.worker(3);
                Worker chief = teams.chief(5)) {
            Kit kit = kit(foreign, chief, tool, own, foreign);
            assertThat(teams.inspect(kit)).isEqualTo((3 + 5 + 2 + 3) * 100 + 3 + 1);
            assertThat(teams.inspectShared(kit)).isEqualTo(1305);
            Kit silent = new Kit("", own, own, tool, Optional.empty(), kit.last(), kit.rate(), List.of());
            assertThat(teams.inspect(silent)).isEqualTo(400 + 3);
            foreign.train();
            tool.close();
            assertThatExceptionOfType(ObjectDroppedException.class).isThrownBy(() -> teams.inspect(kit));
        }
        assertThat(own.closings()).isZero();
    }
}
