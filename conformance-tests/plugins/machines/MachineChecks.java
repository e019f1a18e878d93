package org.rdylib.conformance.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.rdylib.conformance.machines.Tally.Refused;
import org.rdylib.conformance.plugins.OtherThread;
import org.rdylib.loader.Async;
import org.rdylib.loader.InvalidValueException;
import org.rdylib.loader.LibraryFailedException;
import org.rdylib.loader.ObjectDroppedException;
import org.rdylib.loader.Region;
import org.rdylib.loader.RegionException;
import org.rdylib.loader.Result;
import org.rdylib.loader.SpentClosureException;
import org.rdylib.loader.SpentFutureException;

/** Closures and futures in structs. */
final class MachineChecks {

    private final Machines machines;

    MachineChecks(Machines machines) {
        this.machines = machines;
    }

    Map<String, ThrowingCallable> all() {
        Map<String, ThrowingCallable> checks = new LinkedHashMap<>();
        checks.put("a struct's closures come out of the library", this::out);
        checks.put("a struct's closures end with the region of their lifetime", this::region);
        checks.put("a struct's closures go in, and are dropped once", this::in);
        checks.put("they are dropped once where the library's call fails", this::failing);
        checks.put("they stay the caller's where another field is refused", this::refused);
        checks.put("they must outlive what the struct is passed for", this::tooShort);
        checks.put("a struct's closures come back as they went in", this::back);
        checks.put("a struct's futures come out of the library", this::futuresOut);
        checks.put("a struct's futures go in", this::futuresIn);
        return checks;
    }

    Map<String, ThrowingCallable> faults() {
        return Map.of("what was taken over of an invalid struct is dropped, and what was not", this::invalid);
    }

    private void out() throws Throwable {
        try (Region region = Region.open()) {
            Machine machine = machines.machine(region.text("press"), 2);
            assertThat(machine.name()).hasToString("press");
            assertThat(machine.step().call(1)).isEqualTo(1);
            assertThat(machine.step().call(2)).isEqualTo(3);
            assertThat(machine.finish().orElseThrow().call("stops")).isEqualTo("press stops");
            assertThatThrownBy(() -> machine.finish().orElseThrow().call("again"))
                    .isInstanceOf(SpentClosureException.class);
            OtherThread.run(() -> assertThat(machine.scale().call(21)).isEqualTo(42));
            assertThatThrownBy(() -> OtherThread.run(() -> machine.step().call(1)))
                    .isInstanceOf(WrongThreadException.class);
            assertThat(machine.parts()).extracting(part -> part.first().call(1)).containsExactly(1L, 2L);
            assertThat(machine.parts()).extracting(part -> part.second()).containsExactly("part 0", "part 1");
            machine.step().close();
            assertThatThrownBy(() -> machine.step().call(1)).isInstanceOf(ObjectDroppedException.class);
            machine.scale().close();
            machine.parts().forEach(part -> part.first().close());
        }
    }

    private void region() {
        Machine machine;
        try (Region region = Region.open()) {
            machine = machines.machine(region.text("press"), 0);
        }
        assertThatThrownBy(() -> machine.step().call(1)).isInstanceOf(ObjectDroppedException.class);
        assertThatThrownBy(() -> machine.finish().orElseThrow().call("")).isInstanceOf(ObjectDroppedException.class);
        assertThat(machine.scale().call(1)).as("which is of no region").isEqualTo(2);
        machine.scale().close();
    }

    private void in() {
        Tally tally = new Tally();
        try (Region region = Region.open()) {
            Machine machine = tally.machine(region.text("java"), tally.step(), "twenty");
            assertThat(machines.run(machine, 4)).isEqualTo("java: 6 18 32, it has ended");
            assertThat(tally.calls).isEqualTo(4 + 1 + 2 + 1);
            assertThat(tally.closed).isEqualTo(5);
            Machine none = new Machine(region.text("none"), n -> 0, Optional.empty(), n -> n, List.of());
            assertThat(machines.run(none, 0)).isEqualTo("none: 0 0 0");
        }
    }

    private void failing() {
        Tally tally = new Tally();
        try (Region region = Region.open()) {
            Machine refusing = tally.machine(region.text("java"), tally.refusing(), "");
            assertThatExceptionOfType(Refused.class).isThrownBy(() -> machines.run(refusing, 1));
            assertThat(tally.calls).isEqualTo(1);
            assertThat(tally.closed).isEqualTo(5);
            assertThatThrownBy(() -> machines.run(machines.machine(region.text("press"), 3), 14))
                    .isInstanceOf(LibraryFailedException.class)
                    .hasMessageContaining("unlucky");
        }
    }

    private void refused() {
        Tally tally = new Tally();
        try (Region region = Region.open()) {
            Machine machine = tally.machine(region.text("java"), tally.step(), "\uD800");
            assertThatThrownBy(() -> machines.run(machine, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> machines.run(machine, -1)).isInstanceOf(IllegalArgumentException.class);
            assertThat(tally.calls + tally.closed).isZero();
            Machine mended = new Machine(
                    machine.name(), machine.step(), machine.finish(), machine.scale(), List.of(tally.part(1, "one")));
            assertThat(machines.run(mended, 1)).isEqualTo("java: 0 0 2, it has ended");
            assertThat(tally.closed).isEqualTo(4);
        }
    }

    private void tooShort() {
        Machine press = machines.machine(Region.forever().text("press"), 0);
        try (Region region = Region.open()) {
            Machine shorter = machines.machine(region.text("short"), 0);
            // `scale` is for 'static, and this one would end with the region of the text that it is called with.
            assertThat(machines.run(
                            new Machine(region.text("both"), press.step(), shorter.finish(), press.scale(), List.of()),
                            2))
                    .isEqualTo("both: 1 2 0, short has ended");
            assertThatThrownBy(() -> machines.keep(List.of(new Order.Run(new Borrowing(region)))))
                    .isInstanceOf(RegionException.class)
                    .hasMessageContaining("Order::Run.0: 'dylib");
            shorter.scale().close();
        }
        press.finish().orElseThrow().close();
    }

    /** A closure of Java's that says how long it may be used. */
    private record Borrowing(Region region) implements Order.RunValue, org.rdylib.loader.Bounded {
        @Override
        public long call(long n) {
            return n;
        }
    }

    private void back() {
        Tally tally = new Tally();
        try (Region region = Region.open()) {
            Machine machine = machines.same(tally.machine(region.text("java"), tally.step(), "b"));
            assertThat(machine.step().call(5)).isEqualTo(5);
            assertThat(machine.scale().call(5)).isEqualTo(15);
            assertThat(machine.parts()).extracting(part -> part.second()).containsExactly("ten", "b");
            assertThat(machine.finish().orElseThrow().call("was")).isEqualTo("it was");
            assertThat(tally.closed).as("what was called once").isEqualTo(1);
            assertThatThrownBy(() -> machines.run(machines.same(machine), 0))
                    .isInstanceOf(SpentClosureException.class)
                    .hasMessageContaining("Machine.finish");
            assertThat(tally.closed).as("what was given with it").isEqualTo(5);
            assertThatThrownBy(() -> machine.step().call(1)).isInstanceOf(ObjectDroppedException.class);
        }
    }

    private void futuresOut() {
        Job job = machines.job(4, 3);
        assertThat(job.id()).isEqualTo(4);
        assertThat(job.work().join()).isEqualTo(Result.ok("even"));
        assertThatThrownBy(() -> job.work().join()).isInstanceOf(SpentFutureException.class);
        assertThat(machines.job(5, 0).work().join()).isEqualTo(Result.err(5L));
        assertThatThrownBy(() -> machines.job(13, 1).work().join()).isInstanceOf(LibraryFailedException.class);
        machines.job(6, 1).work().close();
    }

    private static Job job(CompletableFuture<Result<String, Long>> stage) {
        return new Job(1, Async.of(stage));
    }

    private void futuresIn() {
        CompletableFuture<Result<String, Long>> never = new CompletableFuture<>();
        assertThat(machines.jobs(List.of(
                        job(CompletableFuture.completedFuture(Result.ok("four"))),
                        job(never),
                        job(CompletableFuture.completedFuture(Result.err(7L))),
                        machines.job(8, 0))))
                .isEqualTo(4 + 7 + 4);
        assertThat(never).as("what was dropped").isCancelled();
        Refused thrown = new Refused();
        assertThatThrownBy(
                        () -> machines.jobs(List.of(job(CompletableFuture.failedFuture(thrown)), machines.job(2, 9))))
                .isSameAs(thrown);
        Job kept = machines.job(2, 9);
        CompletableFuture<Result<String, Long>> refused = new CompletableFuture<>();
        assertThatThrownBy(() -> machines.jobs(List.of(kept, new Job(-1, Async.of(refused)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(refused).as("what was not given").isNotDone();
        assertThat(kept.work().join()).isEqualTo(Result.ok("even"));
    }

    private void invalid() {
        try (Region region = Region.open()) {
            for (Fault fault : List.of(Fault.TEXT, Fault.NULL_TABLE, Fault.NO_SLOT)) {
                for (long parts : new long[] {1, 2, 5}) {
                    machines.misbehave(fault);
                    assertThatThrownBy(() -> machines.machine(region.text("press"), parts))
                            .as(fault + " of " + parts)
                            .isInstanceOf(InvalidValueException.class);
                    assertThat(machines.account().living()).isZero();
                }
            }
        }
    }
}
